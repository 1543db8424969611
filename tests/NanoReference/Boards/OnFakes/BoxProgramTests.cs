using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.Runtime.Native;
using Sidetap.Boards.Nano;
using Sidetap.Model;
using Sidetap.Settings;
using Sidetap.Supervisor;
using Sidetap.Tests;
using Sidetap.Update;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>The main loop of every box: told by its settings, and restarted with the reason kept when something goes wrong.</summary>
[TestClass]
public class BoxProgramTests
{
    private const string NoGateway = "mqttSn.gateway=127.0.0.1:9"; // nobody listens at the discard port

    [TestMethod]
    public void AnExceptionInAPartIsKeptAndTheBoxRestarts()
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, NoGateway);
        int reads = 0;
        BenchBoard board = new(files) { OnRead = () => _ = ++reads < 100 ? 0 : throw new InvalidOperationException("sensor gone") };
        Assert.ThrowsExactly<RebootException>(() => BoxProgram.Run(board, FileSlots.NoSlot));
        RestartRecord record = new(files);
        Assert.AreEqual((RestartReason.Exception, 1), (record.Last, record.QuickRestarts));
        Assert.AreEqual("InvalidOperationException: sensor gone", TextOf(record));
        CollectionAssert.AreEqual(new[] { 2000 }, board.Pauses);
    }

    [TestMethod]
    public void AStepThatHangsIsSeenByTheWatchdog()
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, NoGateway);
        BenchBoard board = new(files);
        board.OnRead = () =>
        {
            board.Hang();
            throw new RebootException();
        };
        Assert.ThrowsExactly<RebootException>(() => BoxProgram.Run(board, FileSlots.NoSlot));
        RestartRecord record = new(files);
        Assert.AreEqual((RestartReason.StepOverdue, 1), (record.Last, record.QuickRestarts));
        Assert.AreEqual("Step did not return", TextOf(record));
        Assert.IsTrue(record.LastUptimeMs > 30000, record.LastUptimeMs.ToString());
    }

    [TestMethod]
    public void AStartThatHangsIsSeenByTheWatchdog()
    {
        MemoryFiles files = new();
        BenchBoard board = null!;
        board = new BenchBoard(files)
        {
            FreeHeap = () =>
            {
                board.Hang();
                throw new RebootException();
            },
        };
        Assert.ThrowsExactly<RebootException>(() => BoxProgram.Run(board, FileSlots.NoSlot));
        Assert.AreEqual(RestartReason.StepOverdue, new RestartRecord(files).Last);
    }

    [TestMethod]
    public void PausesGrowAndAfterSixQuickRestartsTheSettingsAreLeftOut()
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, "wifi.ssid=hall", "wifi.password=open sesame", NoGateway);
        List<string> names = [];
        List<int> pauses = [];
        for (int i = 0; i < 7; i++)
        {
            BenchBoard board = new(files) { FreeHeap = () => throw new InvalidOperationException("no heap to look at") };
            Assert.ThrowsExactly<RebootException>(() => BoxProgram.Run(board, FileSlots.NoSlot));
            names.Add(board.Networks.Single().Ssid);
            pauses.AddRange(board.Pauses);
        }

        CollectionAssert.AreEqual(new[] { "hall", "hall", "hall", "hall", "hall", "hall", "" }, names);
        CollectionAssert.AreEqual(new[] { 2000, 4000, 8000, 16000, 32000, 64000, 128000 }, pauses);
    }

    [TestMethod]
    public void AfterThreeQuickRestartsTheProfileIsLeftOut()
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, NoGateway);
        MachineProfile profile = TestProfile.Create();
        profile.Fields = profile.Fields[..^1];
        byte[] octets = ProfileWriter.Write(profile);
        Box box = NewBox(files);
        int builtIn = box.Node.DataSet.Count;
        ProfileStore store = new(files, new FakeBoard().Inputs, box.Settings, 512);
        Assert.IsTrue(store.Install(octets, 0, octets.Length), store.Refusal());
        for (int restarts = 0; restarts < 5; restarts++)
        {
            Assert.AreEqual(restarts < 3 ? profile.Fields.Length : builtIn, NewBox(files).Node.DataSet.Count);
            new RestartRecord(files).Note(RestartReason.Exception, 1000, null, 0);
        }

        Assert.AreNotEqual(builtIn, profile.Fields.Length);
    }

    [TestMethod]
    public void SettingsSayWhereItConnectsAndWhomItSendsTo()
    {
        using Socket gateway = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20000 };
        gateway.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        MemoryFiles files = new();
        string address = $"mqttSn.gateway={gateway.LocalEndPoint}";
        BenchBoard.Tell(files, address, "box.id=mill-3", "wifi.ssid=hall", "wifi.password=open sesame", "mqttSn.keepAlive=77");
        BenchBoard board = new(files) { Enough = 200 };
        Assert.ThrowsExactly<RebootException>(() => BoxProgram.Run(board, FileSlots.NoSlot));
        Assert.AreEqual(("hall", "open sesame", null), board.Networks.Single());

        // CONNECT (MQTT-SN 1.2, 5.4.4): length, type 4, flags CleanSession, protocol 1, duration, ClientId.
        byte[] frame = new byte[100];
        int length = gateway.Receive(frame);
        CollectionAssert.AreEqual(new byte[] { 12, 4, 4, 1, 0, 77 }, frame[..6]);
        Assert.AreEqual("mill-3", Encoding.UTF8.GetString(frame, 6, length - 6));
    }

    [TestMethod]
    public void SettingsMayNameABrokerInstead()
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, "uplink.kind=mqtt", "mqtt.host=broker.plant", "mqtt.port=8884", "box.id=mill-3");
        BenchBoard board = new(files) { Enough = 200 };
        Assert.ThrowsExactly<RebootException>(() => BoxProgram.Run(board, FileSlots.NoSlot));
        Assert.AreEqual(("broker.plant", 8884, "mill-3"), (board.Broker!.Host, board.Broker.Port, board.Broker.ClientId));
        Assert.AreEqual(1, board.BrokerConnection.Opens);
        Assert.IsTrue(board.BrokerConnection.Count > 1, "metadata and data");
    }

    [TestMethod]
    public void AFixedAddressComesFromTheSettings()
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, NoGateway, "net.dhcp=false", "net.address=10.0.0.3", "net.gateway=10.0.0.1");
        BenchBoard board = Open(files);
        Assert.IsNotNull(NewBox(board, files));
        nanoFramework.Networking.IPConfiguration address = board.Networks.Single().Address!;
        Assert.AreEqual("10.0.0.3 255.255.255.0 10.0.0.1", $"{address.IPAddress} {address.IPSubnetMask} {address.IPGatewayAddress}");
        Assert.IsNull(address.IPDns);
    }

    [TestMethod]
    [DataRow("56", 20, 20)]
    [DataRow("4", 20, 4)]
    [DataRow("56", 1, 0)]
    [DataRow("56", 0, 0)]
    public void TheOutboxHasThePagesThatAreWantedAndThere(string wanted, int there, int expected)
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, NoGateway, "outbox.pages=" + wanted, "profile.samplingInterval=250");
        BenchBoard board = new(files) { DrivePages = there };
        board.Begin();
        board.Open();
        Assert.AreEqual(expected, NewBox(board, files).Settings.OutboxPages);
    }

    /// <summary>X and Y of a point on P-256 that everybody knows: the curve's generator (SEC 2, 2.4.2).</summary>
    private const string KeyOnTheCurve = "update.key=6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    [TestMethod]
    public void ABoardThatTheLoaderStartedHasSlotsAndTheOutboxWhatIsLeft()
    {
        BenchBoard board = new(new MemoryFiles()) { DriveOctets = 2 * 1024 * 1024, StartedSlot = 0 };
        board.Begin();
        Assert.AreEqual((786432, 92), (board.UpdateSlots.Capacity, board.OutboxPages));
        board = new(new MemoryFiles()) { DriveOctets = 2 * 1024 * 1024 };
        board.Begin();
        Assert.IsNull(board.UpdateSlots, "The application itself was flashed: there is nobody to start an image.");
        Assert.AreEqual(99, board.OutboxPages);
    }

    [TestMethod]
    [DataRow(0, true)]
    [DataRow(FileSlots.NoSlot, false)]
    public void ABoxWithAKeyAndSlotsTakesUpdates(int slot, bool takesThem)
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, NoGateway, KeyOnTheCurve);
        BenchBoard board = new(files) { DriveOctets = 2 * 1024 * 1024, StartedSlot = slot };
        board.Begin();
        board.Open();
        Box box = NewBox(board, files);
        Assert.AreEqual(takesThem, box.Node.Update != null);
        UpdateSettings update = box.Settings.Update;
        Assert.AreSame(board.UpdateSlots, update.Slots);
        Assert.AreEqual("bench", update.Board);
        CollectionAssert.AreEqual(new byte[] { 1, 12, 4, 0, 0x70, 0x11, 1, 0 }, update.PlatformVersion);
        Version own = typeof(Box).Assembly.GetName().Version!;
        CollectionAssert.AreEqual(new[] { (byte)own.Major, (byte)own.Minor, (byte)own.Build }, update.Version[..3]);
    }

    [TestMethod]
    public void ABoxWithoutAKeyTakesNone()
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, NoGateway);
        BenchBoard board = new(files) { DriveOctets = 2 * 1024 * 1024, StartedSlot = 0 };
        board.Begin();
        board.Open();
        Box box = NewBox(board, files);
        Assert.IsNull(box.Settings.Update);
        Assert.IsNull(box.Node.Update);
    }

    [TestMethod]
    public void ABoxThatWasToldNothingLooksForAGateway()
    {
        Assert.IsTrue(NewBox(new MemoryFiles()).Settings.Client.Discover);
        MemoryFiles files = new();
        BenchBoard.Tell(files, NoGateway);
        Assert.IsFalse(NewBox(files).Settings.Client.Discover);
    }

    [TestMethod]
    public void AGatewayIsLookedForInTheGroupOfTheSettings()
    {
        using Socket gateway = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20000 };
        gateway.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        gateway.Bind(new IPEndPoint(IPAddress.Any, 0));
        gateway.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(IPAddress.Parse("225.1.1.2"), IPAddress.Loopback));
        MemoryFiles files = new();
        BenchBoard.Tell(files, $"mqttSn.discoveryGroup=225.1.1.2:{((IPEndPoint)gateway.LocalEndPoint!).Port}", "mqttSn.searchRadius=3");
        Assert.ThrowsExactly<RebootException>(() => BoxProgram.Run(new BenchBoard(files) { Enough = 2000 }, FileSlots.NoSlot));

        // SEARCHGW (MQTT-SN 1.2, 5.4.2): length, type 1, radius.
        byte[] frame = new byte[100];
        Assert.AreEqual(3, gateway.Receive(frame));
        CollectionAssert.AreEqual(new byte[] { 3, 1, 3 }, frame[..3]);
    }

    private static Box NewBox(MemoryFiles files) => NewBox(Open(files), files);

    private static Box NewBox(BenchBoard board, MemoryFiles files)
    {
        RestartRecord restarts = new(files);
        return new Box(board, restarts, new BoxStart(files, board.UniqueId, restarts));
    }

    private static BenchBoard Open(MemoryFiles files)
    {
        BenchBoard board = new(files);
        board.Begin();
        board.Open();
        return board;
    }

    private static string TextOf(RestartRecord record) => Encoding.UTF8.GetString(record.Text, 0, record.TextLength);
}
