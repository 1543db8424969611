using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Sidetap.Boards.Nano;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

public partial class BrokerConnectionTests
{
    [TestMethod]
    public void SubscriptionsAreMadeInEveryConnection()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        Assert.AreEqual(0, connection.AddSubscription(Data, 0));
        Assert.AreEqual(1, connection.AddSubscription(Meta, 1));
        for (int i = 0; i < 2; i++)
        {
            MqttClient client = Opened(connection);
            Await(() => client.Subscribed.Count == 2);
            CollectionAssert.AreEqual(new[] { "opcua/data 0", "opcua/métadonnées 1" }, client.Subscribed);
            client.Break();
        }
    }

    [TestMethod]
    public void WithoutSubscriptionsThereIsNoneMadeAndNothingToTake()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        MqttClient client = Opened(connection);
        client.Deliver("opcua/data", [1]);
        Assert.AreEqual(-1, connection.TakeMessage(new byte[8], 0, 8, out int subscription));
        Assert.AreEqual(-1, subscription);
        connection.Close();
        Await(() => client.Closes == 1);
        Assert.IsEmpty(client.Subscribed);
    }

    [TestMethod]
    public void AMessageIsTakenOnceAndIsAlsoOneThatComesWithTheSubscription()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        connection.AddSubscription(Data, 1);
        connection.AddSubscription(Meta, 1);
        MqttClient.Broker = client =>
        {
            client.OnSubscribe = _ => client.Deliver("opcua/métadonnées", [4, 5]);
            return MqttReasonCode.Success;
        };
        MqttClient client = Opened(connection);
        byte[] buffer = new byte[8];
        int subscription = -1;
        int length = -1;
        Await(() => (length = connection.TakeMessage(buffer, 1, 7, out subscription)) >= 0);
        Assert.AreEqual((2, 1), (length, subscription));
        CollectionAssert.AreEqual(new byte[] { 0, 4, 5, 0, 0, 0, 0, 0 }, buffer);

        client.Deliver("another", [1]);
        client.Deliver("opcua/data", [6]);
        client.Deliver("opcua/data", null!);
        Assert.AreEqual(1, connection.TakeMessage(buffer, 0, 8, out subscription));
        Assert.AreEqual((0, 6), (subscription, buffer[0]));
        Assert.AreEqual(0, connection.TakeMessage(buffer, 0, 8, out subscription));
        Assert.AreEqual(-1, connection.TakeMessage(buffer, 0, 8, out subscription));
    }

    [TestMethod]
    public void AFloodOfMessagesTakesNoMoreThanItsRoom()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        connection.AddSubscription(Data, 1);
        MqttClient client = Opened(connection);
        for (int i = 0; i < 1000; i++)
        {
            client.Deliver("opcua/data", new byte[581]);
        }

        byte[] buffer = new byte[600];
        int count = 0;
        while (connection.TakeMessage(buffer, 0, 600, out _) >= 0)
        {
            count++;
        }

        Assert.AreEqual(7, count); // 4,096 octets
        client.Deliver("opcua/data", new byte[601]);
        client.Deliver("opcua/data", [1]);
        Assert.AreEqual(1, connection.TakeMessage(buffer, 0, 600, out _), "One that is too long keeps nobody.");
    }

    [TestMethod]
    public void AConnectionThatIsLostWithItsSubscriptionsIsClosed()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        connection.AddSubscription(Data, 1);
        MqttClient.Broker = client =>
        {
            client.OnSubscribe = _ => throw new MqttCommunicationException();
            return MqttReasonCode.Success;
        };
        Assert.IsTrue(connection.Open());
        MqttClient lost = Next();
        Await(() => lost.Closes == 1);
        Assert.AreEqual(BrokerState.Closed, connection.State);
        Assert.IsFalse(lost.HasListeners);
        lost.Deliver("opcua/data", [1]);
        Assert.AreEqual(-1, connection.TakeMessage(new byte[8], 0, 8, out _));
    }

    [TestMethod]
    public void ThereIsRoomForFourSubscriptions()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        for (int i = 0; i < 4; i++)
        {
            Assert.AreEqual(i, connection.AddSubscription(Data, 1));
        }

        Assert.AreEqual(-1, connection.AddSubscription(Data, 1));
    }
}
