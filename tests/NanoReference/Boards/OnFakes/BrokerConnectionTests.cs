using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Sidetap.Boards.Nano;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>The boards' connection to a broker, over a client whose broker does what a test says.</summary>
[TestClass]
[DoNotParallelize] // there is one broker
public partial class BrokerConnectionTests
{
    private const string Pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private const string KnownName = "broker.example";
    private const string NameOfNobody = "nobody.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly byte[] Data = Encoding.UTF8.GetBytes("opcua/data");
    private static readonly byte[] Meta = Encoding.UTF8.GetBytes("opcua/métadonnées");

    [TestInitialize]
    public void Begin()
    {
        MqttClient.Made = [];
        MqttClient.Broker = _ => MqttReasonCode.Success;
    }

    [TestMethod]
    public void ConnectSaysWhatTheSettingsSay()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings { UserName = "user", Password = "pass", KeepAliveSeconds = 17, CleanSession = false });
        Assert.AreEqual(BrokerState.Closed, connection.State);
        MqttClient client = Opened(connection);
        Assert.AreEqual("broker.example:1883 clear None", client.Settings);
        Assert.AreEqual("box user pass False 17", client.Connection);
        Assert.AreEqual(MqttProtocolVersion.Version_3_1_1, client.ProtocolVersion);
        Assert.IsNull(client.Authority);
        Assert.IsFalse(client.HasClientCertificate);
        Assert.AreEqual(0, connection.RefusalCode);
        Assert.IsFalse(connection.Open(), "It is open.");
    }

    [TestMethod]
    public void WithoutUserThereIsNoneAndKeepAliveIsCut()
    {
        Assert.AreEqual("box null null True 65535", Opened(Connection(new MqttSettings { KeepAliveSeconds = 65536 })).Connection);
    }

    [TestMethod]
    public void TlsIsOfVersion12AndTrustsTheAuthorityOnly()
    {
        MqttClient client = Opened(Connection(Tls()));
        Assert.AreEqual("broker.example:8883 secure TLSv1_2", client.Settings);
        Assert.AreEqual(Pem, client.Authority);
        Assert.IsFalse(client.HasClientCertificate);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void ARefusalHasItsCode(int code)
    {
        MqttClient.Broker = _ => (MqttReasonCode)code;
        NanoBrokerConnection connection = Connection(new MqttSettings());
        AwaitRefusal(connection, code);
        MqttClient refused = Next();
        Await(() => refused.Closes == 1);
        Assert.AreEqual(0, refused.Goodbyes, "There was no connection to say goodbye to.");
        Assert.IsFalse(refused.HasListeners);

        MqttClient.Broker = _ => MqttReasonCode.Success;
        Opened(connection);
        Assert.AreEqual(0, connection.RefusalCode);
    }

    [TestMethod]
    public void ANameWithoutAddressIsARefusal()
    {
        AwaitRefusal(Connection(new MqttSettings { Host = NameOfNobody }), BrokerRefusal.NameNotFound);
        AwaitRefusal(Connection(new MqttSettings { Host = "unknown.example" }), BrokerRefusal.NameNotFound);
        Assert.IsEmpty(MqttClient.Made);
    }

    [TestMethod]
    public void ANetworkThatFailsIsNoRefusal()
    {
        foreach (SocketError error in new[] { SocketError.ConnectionRefused, SocketError.TimedOut, SocketError.NetworkUnreachable })
        {
            MqttClient.Broker = _ => throw new MqttConnectionException("connecting", new NanoSocketException(error));
            AwaitClosed(Connection(new MqttSettings()));
            AwaitClosed(Connection(Tls()));
        }
    }

    [TestMethod]
    public void AHandshakeThatFailsIsACertificateNotToBeTrusted()
    {
        MqttClient.Broker = _ => throw new MqttConnectionException("connecting", new NanoSocketException((SocketError)(-1)));
        AwaitRefusal(Connection(Tls()), BrokerRefusal.CertificateNotTrusted);
        MqttClient.Broker = _ => throw new MqttConnectionException("connecting", new InvalidOperationException());
        AwaitRefusal(Connection(Tls()), BrokerRefusal.CertificateNotTrusted);
        AwaitClosed(Connection(new MqttSettings())); // in the clear there is no certificate
    }

    [TestMethod]
    public void AnAuthorityThatCantBeReadIsACertificateNotToBeTrusted()
    {
        MqttSettings settings = Tls();
        settings.CaCertificate = Encoding.UTF8.GetBytes("no certificate");
        AwaitRefusal(Connection(settings), BrokerRefusal.CertificateNotTrusted);
        Assert.IsEmpty(MqttClient.Made);
    }

    [TestMethod]
    public void ABrokerThatDoesNotAnswerConnectIsNotOneWithAWrongCertificate()
    {
        MqttClient.Broker = _ => throw new MqttCommunicationException();
        AwaitClosed(Connection(Tls()));
        MqttClient.Broker = _ => throw new MqttCommunicationException(new IOException());
        AwaitClosed(Connection(Tls()));
        AwaitClosed(Connection(new MqttSettings()));
    }

    [TestMethod]
    public void WithoutANetworkNothingIsTried()
    {
        Network network = new() { State = NetworkState.Connecting };
        NanoBrokerConnection connection = Connection(new MqttSettings(), network);
        Assert.IsFalse(connection.Open());
        network.State = NetworkState.Down;
        Assert.IsFalse(connection.Open());
        Assert.AreEqual(BrokerState.Closed, connection.State);
        network.State = NetworkState.Up;
        Opened(connection);
    }

    [TestMethod]
    public void AMessageIsWhatLiesInTheBufferAndItsPubackIsTakenOnce()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        int data = connection.AddTopic(Data);
        int meta = connection.AddTopic(Meta);
        byte[] buffer = [9, 1, 2, 3, 9];
        Assert.AreEqual(0, connection.Publish(data, buffer, 1, 3, 1, false), "There is no connection.");
        MqttClient client = Opened(connection);
        int first = connection.Publish(data, buffer, 1, 3, 1, false);
        Array.Clear(buffer); // no reference is kept
        int second = connection.Publish(meta, buffer, 0, 0, 1, true);
        Assert.AreEqual((1, 2), (first, second));
        Assert.AreEqual(-1, connection.Publish(data, buffer, 0, 1, 0, false));
        CollectionAssert.AreEqual(new[] { "opcua/data 010203 1 False", "opcua/métadonnées  1 True", "opcua/data 00 0 False" }, client.Published);

        Assert.AreEqual(0, connection.TakeAcknowledged());
        client.Acknowledge(first);
        client.Acknowledge(second);
        Assert.AreEqual(first, connection.TakeAcknowledged());
        Assert.AreEqual(second, connection.TakeAcknowledged());
        Assert.AreEqual(0, connection.TakeAcknowledged());
    }

    [TestMethod]
    public void WhatWasGivenUpIsNotAcknowledged()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        MqttClient client = Opened(connection);
        client.Acknowledge(1, isPublished: false);
        Assert.AreEqual(0, connection.TakeAcknowledged());
    }

    [TestMethod]
    public void OfManyPubacksTheNewestAreKept()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        MqttClient client = Opened(connection);
        for (int i = 1; i <= 11; i++)
        {
            client.Acknowledge(i);
        }

        for (int i = 4; i <= 11; i++)
        {
            Assert.AreEqual(i, connection.TakeAcknowledged());
        }

        Assert.AreEqual(0, connection.TakeAcknowledged());
    }

    [TestMethod]
    public void AFullQueueTakesNothingNow()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        int topic = connection.AddTopic(Data);
        MqttClient client = Opened(connection);
        client.IsFull = true;
        Assert.AreEqual(0, connection.Publish(topic, [1], 0, 1, 1, false));
        Assert.AreEqual(0, connection.Publish(topic, [1], 0, 1, 0, false));
        client.IsFull = false;
        Assert.AreEqual(1, connection.Publish(topic, [1], 0, 1, 1, false));
        Assert.AreEqual(BrokerState.Open, connection.State);
    }

    [TestMethod]
    public void ThereIsRoomForEightTopics()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        for (int i = 0; i < 8; i++)
        {
            Assert.AreEqual(i, connection.AddTopic(Data));
        }

        Assert.AreEqual(-1, connection.AddTopic(Data));
    }

    [TestMethod]
    public void ALostConnectionIsSeenAndTheNextOneBeginsAnew()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        int topic = connection.AddTopic(Data);
        MqttClient lost = Opened(connection);
        int packetId = connection.Publish(topic, [1], 0, 1, 1, false);
        lost.Acknowledge(packetId);
        lost.Break();
        Assert.AreEqual(BrokerState.Closed, connection.State);
        Assert.AreEqual(0, connection.Publish(topic, [1], 0, 1, 1, false));
        Await(() => lost.Closes == 1);
        Assert.AreEqual(0, lost.Goodbyes);
        Await(() => !lost.HasListeners);

        MqttClient next = Opened(connection);
        Assert.AreNotSame(lost, next);
        Assert.AreEqual(0, connection.TakeAcknowledged(), "A PUBACK of the connection before.");
        lost.Acknowledge(7);
        lost.Break();
        Assert.AreEqual(0, connection.TakeAcknowledged());
        Assert.AreEqual(BrokerState.Open, connection.State);
        Assert.AreEqual(1, connection.Publish(topic, [2], 0, 1, 1, false));
    }

    [TestMethod]
    public void AConnectionThatIsClosedSaysGoodbyeOnce()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        MqttClient client = Opened(connection);
        connection.Close();
        Assert.AreEqual(BrokerState.Closed, connection.State);
        connection.Close();
        Await(() => client.Closes == 1);
        Assert.AreEqual(1, client.Goodbyes);
        Assert.AreEqual(1, client.Closes);
        Assert.AreNotSame(client, Opened(connection));
    }

    [TestMethod]
    public void AConnectionThatIsLostBeforeConnectReturnsIsNotOpen()
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        MqttClient.Broker = client =>
        {
            client.Break();
            return MqttReasonCode.Success;
        };
        AwaitClosed(connection);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void AnAttemptThatHangsIsLeftWhenItComesBack(bool isAccepted)
    {
        NanoBrokerConnection connection = Connection(new MqttSettings());
        using ManualResetEventSlim isAnswered = new();
        MqttClient.Broker = _ => isAnswered.Wait(Patience) && isAccepted ? MqttReasonCode.Success : MqttReasonCode.ConnectionRefusedNotAuthorized;
        Assert.IsTrue(connection.Open());
        MqttClient hanging = Next();
        Assert.AreEqual(BrokerState.Connecting, connection.State);
        Assert.IsFalse(connection.Open(), "The attempt has not come back.");
        connection.Close();
        Assert.AreEqual(BrokerState.Connecting, connection.State);
        Assert.IsFalse(connection.Open(), "Nor has it now.");
        isAnswered.Set();
        Await(() => connection.State == BrokerState.Closed);
        Assert.AreEqual(0, connection.RefusalCode);
        Await(() => hanging.Closes == 1);
        Assert.AreEqual(isAccepted ? 1 : 0, hanging.Goodbyes);
        Assert.IsFalse(hanging.HasListeners);

        MqttClient.Broker = _ => MqttReasonCode.Success;
        Assert.AreNotSame(hanging, Opened(connection));
    }

    private static MqttSettings Tls() => new() { UseTls = true, Port = 8883, CaCertificate = Encoding.UTF8.GetBytes(Pem) };

    private static NanoBrokerConnection Connection(MqttSettings settings) => Connection(settings, new Network());

    private static NanoBrokerConnection Connection(MqttSettings settings, Network network)
    {
        settings.Host = settings.Host.Length == 0 ? KnownName : settings.Host;
        settings.ClientId = "box";
        return new NanoBrokerConnection(settings, network);
    }

    private static MqttClient Opened(NanoBrokerConnection connection)
    {
        Assert.IsTrue(connection.Open());
        Await(() => connection.State != BrokerState.Connecting);
        Assert.AreEqual(BrokerState.Open, connection.State);
        return Next();
    }

    private static void AwaitRefusal(NanoBrokerConnection connection, int code)
    {
        Assert.IsTrue(connection.Open());
        Await(() => connection.State != BrokerState.Connecting);
        Assert.AreEqual((BrokerState.Refused, code), (connection.State, connection.RefusalCode));
    }

    private static void AwaitClosed(NanoBrokerConnection connection)
    {
        Assert.IsTrue(connection.Open());
        Await(() => connection.State != BrokerState.Connecting);
        Assert.AreEqual((BrokerState.Closed, 0), (connection.State, connection.RefusalCode));
        MqttClient failed = Next();
        Await(() => failed.Closes == 1);
    }

    private static MqttClient Next()
    {
        Assert.IsTrue(MqttClient.Made.TryTake(out MqttClient? client, Patience), "No client was made.");
        return client;
    }

    private static void Await(Func<bool> condition) => Assert.IsTrue(SpinWait.SpinUntil(condition, Patience));

    private sealed class Network : INetwork
    {
        public NetworkState State { get; set; } = NetworkState.Up;

        public void Connect()
        {
        }

        public void Reset()
        {
        }
    }
}
