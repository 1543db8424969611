using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // The owner may call the client from whatever it is told.
    [TestClass]
    public class ClientTestsOwner
    {
        [TestMethod]
        public void A_stop_when_connect_is_due_lets_nothing_out()
        {
            ScriptedLink link = new ScriptedLink();
            Owner o = new Owner { StopOnRetry = true };
            Client c = new Client(new ClientSettings { ClientId = new byte[] { 65 } }, link, link.Gateway, o);
            o.Client = c;
            c.Start(0);
            c.Step(0);
            Assert.AreEqual((int)ClientState.Stopped, (int)c.State);
            Assert.AreEqual("", link.TakeSentHex() + (c.AwaitsAnswer ? " awaits" : ""));
        }

        [TestMethod]
        public void A_message_that_follows_one_that_a_stop_has_ended_is_not_begun()
        {
            ScriptedLink link = new ScriptedLink();
            Owner o = new Owner();
            Client c = new Client(new ClientSettings { ClientId = new byte[] { 65 }, CleanSession = false }, link, link.Gateway, o);
            o.Client = c;
            o.Topic = Topic.Predefined(5, 0);
            c.AddTopic(o.Topic);
            c.Start(0);
            c.Step(0);
            link.TakeSent();
            link.Arrive("03 05 00");
            c.Step(0);
            byte[] b = new byte[20];
            c.TryPublish(o.Topic, b, 9, 2, 1, false, 1);
            o.PublishOnEnded = true;
            o.Now = 2;
            c.Stop(2);
            Assert.IsFalse(c.IsPublishing, "outcome " + o.Last + " state " + c.State);
        }

        private sealed class Owner : IClientHandler
        {
            public Client Client;
            public bool StopOnRetry;
            public bool PublishOnEnded;
            public Topic Topic;
            public long Now;
            public PublishOutcome Last = PublishOutcome.NotNow;

            public void OnStateChanged(ClientState state, ClientEvent cause)
            {
                if (StopOnRetry && cause == ClientEvent.RetryDue)
                {
                    Client.Stop(Now);
                }
            }

            public void OnPublishEnded(Topic topic, PublishOutcome outcome)
            {
                if (PublishOnEnded)
                {
                    PublishOnEnded = false;
                    byte[] b = new byte[20];
                    Last = Client.TryPublish(Topic, b, 9, 2, 1, false, Now);
                }
            }

            public void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
            {
            }
        }
    }
}
