using System.Text;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests
{
    /// <summary>A client on a scripted link, and the steps that most tests begin with.</summary>
    public sealed class ClientBench
    {
        /// <summary>Settings with the specification's defaults; ClientId "box".</summary>
        public readonly ClientSettings Settings = new ClientSettings { ClientId = Encoding.UTF8.GetBytes("box") };

        /// <summary>The other end.</summary>
        public readonly ScriptedLink Link = new ScriptedLink();

        /// <summary>What the client told.</summary>
        public readonly RecordingHandler Handler = new RecordingHandler();

        /// <summary>The topic "a/b".</summary>
        public readonly Topic Topic = Topic.Named(Encoding.UTF8.GetBytes("a/b"), 0);

        /// <summary>A payload of two octets behind the room for a header.</summary>
        public readonly byte[] Buffer = new byte[FrameWriter.PublishHeaderRoom + 2];

        /// <summary>The client; made by <see cref="Make"/>.</summary>
        public Client Client;

        /// <summary>Makes the client with one topic.</summary>
        public ClientBench Make()
        {
            return Make(Link.Gateway);
        }

        /// <summary>Makes the client with one topic and no gateway; the link takes datagrams to anybody.</summary>
        public ClientBench MakeWithoutGateway()
        {
            Link.TakesAnyAddress = true;
            return Make(new LinkAddress());
        }

        private ClientBench Make(LinkAddress gateway)
        {
            Buffer[9] = 0xCA;
            Buffer[10] = 0xFE;
            Client = new Client(Settings, Link, gateway, Handler);
            Client.AddTopic(Topic);
            return this;
        }

        /// <summary>Starts at 0 and lets the gateway accept; the client is active and has asked for its topic id.</summary>
        public ClientBench Connect()
        {
            Make();
            Client.Start(0);
            Client.Step(0);
            Link.TakeSent();
            Link.Arrive("03 05 00");
            Client.Step(0);
            return this;
        }

        /// <summary>As <see cref="Connect"/>; and the gateway has given the topic id 0x0102.</summary>
        public ClientBench Register()
        {
            Connect();
            byte[] register = Link.TakeSent();
            Link.Arrive("07 0b 0102 " + Hex.Of(register, 4, 2) + " 00");
            Client.Step(0);
            return this;
        }

        /// <summary>Publishes the payload.</summary>
        public PublishOutcome Publish(int qos, long nowMs)
        {
            return Client.TryPublish(Topic, Buffer, FrameWriter.PublishHeaderRoom, 2, qos, false, nowMs);
        }

        /// <summary>A connected client with its topic registered and a subscription to the predefined id 9 at QoS 2.</summary>
        public static ClientBench Subscribed(bool clean)
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = clean;
            bench.Settings.KeepAliveSeconds = 65535;
            bench.Make();
            Topic s = Topic.Predefined(9, 2);
            bench.Client.AddSubscription(s);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            byte[] r = bench.Link.TakeSent();
            byte[] sub = bench.Link.TakeSent();
            bench.Link.Arrive("07 0b 0102 " + Hex.Of(r, 4, 2) + " 00");
            bench.Link.Arrive("08 13 00 0009 " + Hex.Of(sub, 3, 2) + " 00");
            bench.Client.Step(0);
            bench.Link.ClearSent();
            return bench;
        }

        /// <summary>All that was sent, each datagram followed by a blank.</summary>
        public string TakeAllSentHex()
        {
            string all = "";
            while (Link.SentCount > 0)
            {
                all += Link.TakeSentHex() + " ";
            }

            return all;
        }
    }
}
