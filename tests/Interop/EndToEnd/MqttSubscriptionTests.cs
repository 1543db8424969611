using System.Diagnostics;
using System.Text;
using Sidetap.Boards.Host;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>What a real broker has for a box's subscriptions, over the desktop's connection.</summary>
[TestClass]
public sealed class MqttSubscriptionTests
{
    private const string Offer = "site/sidetap/update/7/offer";
    private const string Block = "site/sidetap/update/7/bloc-é";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_is_retained_comes_with_the_connection_and_again_after_the_broker_has_restarted(bool isCleanSession)
    {
        using Folder folder = new();
        using Mosquitto broker = new(folder.Info, "allow_anonymous true", "persistence true", $"persistence_location {folder.Info.FullName}/");
        broker.PublishRetained(Offer, new byte[] { 1, 2, 0, 3 });
        broker.Save();
        using LibMosquittoConnection connection = Connection(broker, isCleanSession);
        Assert.AreEqual(0, connection.AddSubscription(Encoding.UTF8.GetBytes(Block), 0));
        Assert.AreEqual(1, connection.AddSubscription(Encoding.UTF8.GetBytes(Offer), 1));
        byte[] buffer = new byte[64];
        for (int i = 0; i < 2; i++)
        {
            Open(connection);
            Assert.AreEqual((4, 1), Take(connection, buffer));
            Assert.AreEqual("01020003", Convert.ToHexString(buffer, 0, 4));
            broker.PublishRetained(Block, new byte[] { 9 });
            Assert.AreEqual((1, 0), Take(connection, buffer));
            Assert.AreEqual(9, buffer[0]);
            broker.PublishRetained(Block, ReadOnlyMemory<byte>.Empty); // an empty message takes what is retained away; it comes as one of no octets
            Assert.AreEqual((0, 0), Take(connection, buffer));
            if (i == 0)
            {
                broker.Kill();
                Await(connection, () => connection.State == BrokerState.Closed);
                connection.Close();
                broker.StartAgain();
            }
        }

        Assert.AreEqual(-1, connection.TakeMessage(buffer, 0, buffer.Length, out int subscription));
        Assert.AreEqual(-1, subscription);
    }

    [TestMethod]
    public void A_flood_takes_a_fixed_room_and_what_is_too_long_is_dropped()
    {
        using Mosquitto broker = new();
        using LibMosquittoConnection box = Connection(broker, true);
        Assert.AreEqual(0, box.AddSubscription(Encoding.UTF8.GetBytes(Offer), 0));
        Assert.AreEqual(1, box.AddSubscription(Encoding.UTF8.GetBytes(Block), 0));
        int topic = box.AddTopic("status"u8.ToArray());
        using LibMosquittoConnection server = Connection(broker, true, "server");
        int offer = server.AddTopic(Encoding.UTF8.GetBytes(Offer));
        int block = server.AddTopic(Encoding.UTF8.GetBytes(Block));
        int serverTopic = server.AddTopic("server"u8.ToArray());
        Open(box);
        Open(server);
        byte[] message = new byte[1000];
        Settle(box, topic); // it has subscribed
        for (int i = 0; i < 100; i++)
        {
            Assert.AreEqual(-1, server.Publish(offer, message, 0, message.Length, 0, false));
        }

        Settle(server, serverTopic);
        Settle(box, topic); // all has come that will come
        int count = 0;
        while (box.TakeMessage(message, 0, message.Length, out _) >= 0)
        {
            count++;
        }

        Assert.AreEqual(32, count, "32 KB");
        server.Publish(offer, message, 0, 1000, 0, false);
        server.Publish(block, message, 0, 2, 0, false);
        Assert.AreEqual((2, 1), Take(box, message, 999), "there is room again, but not for what is too long for its taker");
    }

    /// <summary>Waits until everything that was under way before to and from the broker has arrived: a broker answers in order.</summary>
    private static void Settle(LibMosquittoConnection connection, int topic)
    {
        int packetId = connection.Publish(topic, [1], 0, 1, 1, false);
        Assert.IsTrue(packetId > 0);
        Await(connection, () => Acknowledgements(connection).Contains(packetId));
    }

    /// <summary>All that have come; the library tells it of QoS 0 as well.</summary>
    private static List<int> Acknowledgements(LibMosquittoConnection connection)
    {
        List<int> all = [];
        for (int packetId = connection.TakeAcknowledged(); packetId != 0; packetId = connection.TakeAcknowledged())
        {
            all.Add(packetId);
        }

        return all;
    }

    private static LibMosquittoConnection Connection(Mosquitto broker, bool isCleanSession, string id = "box") =>
        new(new MqttSettings { Host = "127.0.0.1", Port = broker.Port, ClientId = id, CleanSession = isCleanSession, MaxMessageLength = 2048 });

    private static void Open(LibMosquittoConnection connection)
    {
        Assert.IsTrue(connection.Open());
        Await(connection, () => connection.State == BrokerState.Open);
    }

    private static (int Length, int Subscription) Take(LibMosquittoConnection connection, byte[] buffer) => Take(connection, buffer, buffer.Length);

    private static (int Length, int Subscription) Take(LibMosquittoConnection connection, byte[] buffer, int capacity)
    {
        int subscription = -1;
        int length = -1;
        Await(connection, () => (length = connection.TakeMessage(buffer, 0, capacity, out subscription)) >= 0);
        return (length, subscription);
    }

    private static void Await(LibMosquittoConnection connection, Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            TimeSpan left = Patience - Stopwatch.GetElapsedTime(start);
            Assert.IsTrue(left > TimeSpan.Zero, "nothing has come");
            connection.Wait(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1));
        }
    }
}
