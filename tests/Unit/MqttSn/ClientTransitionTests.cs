using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    [TestClass]
    public class ClientTransitionTests
    {
        // 6.14, Figure 3.
        [TestMethod]
        [DataRow((int)ClientState.Active, (int)ClientEvent.SleepRequested, (int)ClientState.FallingAsleep)]
        [DataRow((int)ClientState.FallingAsleep, (int)ClientEvent.SleepAccepted, (int)ClientState.Asleep)]
        [DataRow((int)ClientState.Asleep, (int)ClientEvent.WakeDue, (int)ClientState.Awake)]
        [DataRow((int)ClientState.Awake, (int)ClientEvent.BufferEmpty, (int)ClientState.Asleep)]
        [DataRow((int)ClientState.Asleep, (int)ClientEvent.WakeRequested, (int)ClientState.Connecting)]
        [DataRow((int)ClientState.Active, (int)ClientEvent.GatewayLost, (int)ClientState.Disconnected)]
        [DataRow((int)ClientState.Stopped, (int)ClientEvent.ConnectAccepted, -1)]
        [DataRow((int)ClientState.Asleep, (int)ClientEvent.LinkDown, -1)]
        public void The_table_says_what_figure_3_says(int from, int cause, int to)
        {
            Assert.AreEqual(to, ClientTransitions.Next((ClientState)from, (ClientEvent)cause));
        }

        [TestMethod]
        public void Every_state_can_be_reached_and_left_and_every_event_is_used()
        {
            bool[] reached = new bool[ClientTransitions.StateCount];
            bool[] used = new bool[ClientTransitions.EventCount];
            for (int state = 0; state < reached.Length; state++)
            {
                bool isLeft = false;
                for (int cause = 0; cause < used.Length; cause++)
                {
                    int to = ClientTransitions.Next((ClientState)state, (ClientEvent)cause);
                    if (to >= 0)
                    {
                        isLeft = true;
                        used[cause] = true;
                        reached[to] = true;
                    }
                }

                Assert.IsTrue(isLeft, "state " + state);
            }

            for (int i = 0; i < reached.Length; i++)
            {
                Assert.IsTrue(reached[i], "state " + i);
            }

            for (int i = 0; i < used.Length; i++)
            {
                Assert.IsTrue(used[i], "event " + i);
            }
        }

        [TestMethod]
        public void Names_are_those_of_the_enumerations()
        {
            Assert.AreEqual("Disconnected", ClientTransitions.NameOf(ClientState.Disconnected));
            Assert.AreEqual("Awake", ClientTransitions.NameOf(ClientState.Awake));
            Assert.AreEqual("Started", ClientTransitions.NameOf(ClientEvent.Started));
            Assert.AreEqual("GoodbyeAnswered", ClientTransitions.NameOf(ClientEvent.GoodbyeAnswered));
        }
    }
}
