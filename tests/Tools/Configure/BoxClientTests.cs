using System.Text;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Lines;
using Sidetap.BoxLink.Results;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>Machine mode as docs/console.md has it, from the tool's side.</summary>
[TestClass]
public sealed class BoxClientTests
{
    [TestMethod]
    public void AChecksumIsTheCrc32OfWhatIsBeforeTheBlank()
    {
        Assert.AreEqual(0xCBF43926, LineCheck.Of("123456789"u8));
        Assert.AreEqual("123456789 *cbf43926", LineCheck.Add("123456789"));
        Assert.IsTrue(LineCheck.TryTake("123456789 *cbf43926"u8, out string line));
        Assert.AreEqual("123456789", line);
    }

    [TestMethod]
    [DataRow("123456789 *cbf43927")]
    [DataRow("123456789 *CBF43926")]
    [DataRow("123456789*cbf43926")]
    [DataRow("*cbf43926")]
    [DataRow("")]
    [DataRow("OK")]
    public void OtherLinesHaveNone(string line) => Assert.IsFalse(LineCheck.TryTake(Encoding.UTF8.GetBytes(line), out _));

    [TestMethod]
    public void ItOpensFromPeoplesModeAndFromMachineMode()
    {
        FakeBox fake = new();
        MemoryBoxPort port = new("memory", fake);
        using (BoxClient first = new(port, default))
        {
            first.Open();
            BoxVersion version = first.Version();
            Assert.AreEqual(FakeBox.Unique, version.UniqueId);
            Assert.AreEqual("fake", version.Board);
            first.Open(); // again, in machine mode
            Assert.AreEqual("online", Later(first, port).Connection);
        }

        Assert.AreEqual("exit", fake.Lines[^1], "it leaves the box as it found it");
        using BoxClient second = new(port, default);
        second.Open();
        Assert.AreEqual(0, second.Repeated);
    }

    [TestMethod]
    public void ValuesAreSentInQuotes()
    {
        FakeBox fake = new();
        using BoxClient box = new(new MemoryBoxPort("memory", fake), default);
        box.Open();
        box.Set("wifi.ssid", "  Hall \"2\" ä ");
        Assert.AreEqual("  Hall \"2\" ä ", box.Get("wifi.ssid").Single().Value);
        box.Set("wifi.ssid", "");
        Assert.AreEqual("", box.Get("wifi.ssid").Single().Value);
        Assert.ThrowsExactly<ArgumentException>(() => box.Set("wifi.ssid", "a\rreboot"));
        Assert.ThrowsExactly<ArgumentException>(() => box.Set("wifi.ssid", new string('x', 250)));
    }

    [TestMethod]
    public void ARefusalHasCodeAndText()
    {
        using BoxClient box = new(new MemoryBoxPort("memory", new FakeBox()), default);
        box.Open();
        BoxError error = Assert.ThrowsExactly<BoxError>(() => box.Set("mqttSn.retries", "101"));
        Assert.AreEqual(BoxErrorCode.ValueRefused, error.Code);
        Assert.AreEqual("mqttSn.retries is out of range (0..100)", error.Text);
        Assert.AreEqual(BoxErrorCode.UnknownSetting, Assert.ThrowsExactly<BoxError>(() => box.Get("a.b")).Code);
    }

    [TestMethod]
    public void NobodyThereIsSaidInBoundedTime()
    {
        FakeBox fake = new() { IsMute = true };
        MemoryBoxPort port = new("memory", fake);
        using BoxClient box = new(port, default);
        NoBoxException error = Assert.ThrowsExactly<NoBoxException>(() => box.Open());
        Assert.StartsWith("no box answers on memory; check ", error.Message);
        Assert.IsLessThan(8, port.Now.TotalSeconds);
    }

    [TestMethod]
    public void ABoxThatComesLaterIsWaitedFor()
    {
        FakeBox fake = new() { IsPlugged = false };
        MemoryBoxPort port = new("memory", fake);
        Assert.ThrowsExactly<NoBoxException>(() => new BoxClient(port, default).Open());
        using BoxClient box = new(new PluggedLater(port, fake), default);
        box.Open(TimeSpan.FromSeconds(30));
        Assert.AreEqual("fake", box.Version().Board);
    }

    [TestMethod]
    public void EveryWaitCanBeEnded()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        using BoxClient box = new(new MemoryBoxPort("memory", new FakeBox { IsMute = true }), stop.Token);
        Assert.ThrowsExactly<OperationCanceledException>(() => box.Open());
    }

    [TestMethod]
    [DataRow("reboot", false)]
    [DataRow("factory-reset yes", false)]
    [DataRow("calibrate X low 4", false)]
    [DataRow("calibrate X high 4", false)]
    [DataRow("calibrate X save", true)]
    [DataRow("calibrate", true)]
    [DataRow("save", true)]
    [DataRow("profile block 0 00", true)]
    public void WhatMayBeSentTwice(string request, bool expected) => Assert.AreEqual(expected, BoxClient.IsRepeatable(request));

    [TestMethod]
    public void WhatMustNotBeDoneTwiceIsNotSentTwice()
    {
        FakeBox fake = new();
        using BoxClient box = new(new MemoryBoxPort("memory", fake), default);
        box.Open();
        fake.Add(new LineFault(IsToBox: false, fake.Out, LineFaultKind.Cut)); // its answer is lost
        NoBoxException error = Assert.ThrowsExactly<NoBoxException>(() => box.Request("calibrate SpindleCurrent low 4"));
        Assert.IsTrue(error.WasSent);
        Assert.AreEqual(1, fake.Lines.Count(line => line == "calibrate SpindleCurrent low 4"));
        Assert.AreEqual("adc0", box.Calibration("SpindleCurrent").Single().Channel, "both are in step again");
    }

    [TestMethod]
    public void WhatTheBoxSaysWasDamagedIsSentAgainInAnyCase()
    {
        FakeBox fake = new();
        using BoxClient box = new(new MemoryBoxPort("memory", fake), default);
        box.Open();
        fake.Add(new LineFault(IsToBox: true, fake.In + 3, LineFaultKind.Damage));
        Assert.AreEqual("4", box.Request("calibrate SpindleCurrent low 4").Rows.Single()[2]);
        Assert.AreEqual(1, box.Repeated);
    }

    [TestMethod]
    public void AnAnswerThatComesTooLateIsNotTheNextOne()
    {
        FakeBox fake = new();
        using BoxClient box = new(new MemoryBoxPort("memory", fake), default);
        box.Open();
        fake.Add(new LineFault(IsToBox: false, fake.Out, LineFaultKind.Delay));
        Assert.AreEqual("", box.Get("box.id").Single().Value);
        Assert.AreEqual("3600", box.Get("time.resync").Single().Value);
        Assert.AreEqual("fake", box.Version().Board);
        Assert.IsGreaterThan(0, box.Repeated);
    }

    [TestMethod]
    public void ANewerProtocolIsNotGuessedAt()
    {
        Scripted peer = new("\r\nOK machine 2 sidetap 9.0.0\r\n");
        NoBoxException error = Assert.ThrowsExactly<NoBoxException>(() => new BoxClient(new MemoryBoxPort("memory", peer), default).Open());
        Assert.Contains("version 2 of machine mode, this program 1; update sidetap", error.Message);
    }

    [TestMethod]
    public void NoiseIsNoBox()
    {
        Scripted peer = new(new string('x', 9000) + "\r\n");
        MemoryBoxPort port = new("memory", peer);
        Assert.ThrowsExactly<NoBoxException>(() => new BoxClient(port, default).Open());
        Assert.IsLessThan(60, port.Now.TotalSeconds);
    }

    private static BoxStatus Later(BoxClient box, MemoryBoxPort port)
    {
        port.Pause(TimeSpan.FromSeconds(3), default);
        return box.Status();
    }

    /// <summary>Answers everything with the same.</summary>
    private sealed class Scripted(string answer) : IBoxPeer
    {
        private readonly Queue<byte> _out = new();

        public bool IsThere(TimeSpan now) => true;

        public void Take(ReadOnlySpan<byte> octets, TimeSpan now)
        {
            foreach (byte octet in Encoding.UTF8.GetBytes(answer))
            {
                _out.Enqueue(octet);
            }
        }

        public int Give(Span<byte> buffer, TimeSpan now)
        {
            int count = 0;
            while (count < buffer.Length && _out.TryDequeue(out byte octet))
            {
                buffer[count++] = octet;
            }

            return count;
        }
    }

    /// <summary>A port whose box is plugged in after ten seconds.</summary>
    private sealed class PluggedLater(MemoryBoxPort port, FakeBox fake) : IBoxPort
    {
        public string Name => port.Name;

        public IBoxClock Clock => port;

        public IBoxLine Open(CancellationToken stop)
        {
            fake.IsPlugged = port.Now > TimeSpan.FromSeconds(10);
            return port.Open(stop);
        }
    }
}
