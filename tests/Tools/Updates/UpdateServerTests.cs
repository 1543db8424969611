using System.Buffers.Binary;
using Sidetap.Images;
using Sidetap.Tools.Tests.Images;
using Sidetap.Update;
using Sidetap.Updates;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>What an update server answers, and what it does not.</summary>
[TestClass]
public sealed class UpdateServerTests
{
    private const ulong Box = 17;
    private const string AskTopic = "opcua/sidetap/update/17/ask";
    private const string StatusTopic = "opcua/sidetap/update/17/status";

    [TestMethod]
    public void AnAskIsAnsweredWithItsBlocks()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image]);
        server.Take(AskTopic, UpdateSamples.Ask(image.Session, 512, 512, 3), UpdateSamples.Begin);
        byte[] octets = UpdateSamples.Octets(UpdateSamples.New);
        for (int i = 0; i < 3; i++)
        {
            OutgoingMessage message = server.Outgoing.Dequeue();
            Assert.AreEqual("opcua/sidetap/update/17/block", message.Topic);
            Assert.IsFalse(message.IsRetained);
            byte[] block = message.Payload.ToArray();
            Assert.IsTrue(UpdateMessages.IsBlock(block, 0, block.Length, image.Session));
            Assert.AreEqual(512u * (uint)(i + 1), BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(4)));
            CollectionAssert.AreEqual(octets[(512 * (i + 1))..(512 * (i + 2))], block[8..^4]);
        }

        Assert.IsEmpty(server.Outgoing);
        Assert.AreEqual(3 * 512, server.Find(Box)!.OctetsSent);
    }

    [TestMethod]
    public void TheLastBlockEndsWithTheImage()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image]);
        server.Take(AskTopic, UpdateSamples.Ask(image.Session, (uint)image.Length - 700, 512, 16), UpdateSamples.Begin);
        Assert.HasCount(2, server.Outgoing);
        Assert.HasCount(512 + 12, server.Outgoing.Dequeue().Payload.ToArray());
        Assert.HasCount(188 + 12, server.Outgoing.Dequeue().Payload.ToArray());
    }

    [TestMethod]
    [DataRow(1u, 0u, 512, 1, 1, DisplayName = "another session")]
    [DataRow(0u, 0xFFFFFFFFu, 512, 1, 1, DisplayName = "far behind the end")]
    [DataRow(0u, 0x80000000u, 512, 1, 1, DisplayName = "an offset that would be negative")]
    [DataRow(0u, 0u, 0, 1, 0, DisplayName = "blocks of nothing")]
    [DataRow(0u, 0u, 1025, 1, 0, DisplayName = "blocks too long")]
    [DataRow(0u, 0u, 512, 0, 0, DisplayName = "no blocks")]
    [DataRow(0u, 0u, 512, 17, 0, DisplayName = "too many blocks")]
    [DataRow(0u, 0u, 65535, 65535, 0, DisplayName = "the most of everything")]
    public void WhatCantBeAnsweredIsCounted(uint sessionDifference, uint first, int octets, int count, int strange)
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image]);
        server.Take(AskTopic, UpdateSamples.Ask(image.Session + sessionDifference, first, octets, count), UpdateSamples.Begin);
        Assert.IsEmpty(server.Outgoing);
        Assert.AreEqual(strange, server.Statistics.Strange);
        Assert.AreEqual(1 - strange, server.Statistics.Malformed);
        Assert.IsEmpty(server.Boxes, "nothing is kept of it");
    }

    [TestMethod]
    public void TheEndIsBehindTheImage()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image]);
        server.Take(AskTopic, UpdateSamples.Ask(image.Session, (uint)image.Length, 512, 1), UpdateSamples.Begin);
        Assert.IsEmpty(server.Outgoing);
        Assert.AreEqual(1, server.Statistics.Strange);
        server.Take(AskTopic, UpdateSamples.Ask(image.Session, (uint)image.Length - 1, 512, 1), UpdateSamples.Begin);
        Assert.HasCount(1 + 12, server.Outgoing.Dequeue().Payload.ToArray());
    }

    [TestMethod]
    public void ABoxGetsNoMoreThanItsShare()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image], new UpdateServerLimits { BlocksPerSecond = 100, Burst = 20 });
        byte[] ask = UpdateSamples.Ask(image.Session, 0, 64, 16);
        int sent = 0;
        for (int i = 0; i < 10_000; i++)
        {
            server.Take(AskTopic, ask, UpdateSamples.Begin.AddMilliseconds(i));
            sent += server.Outgoing.Count;
            server.Outgoing.Clear();
        }

        Assert.IsInRange(20 + 990, 20 + 1001, sent);
        Assert.AreEqual(16 * 10_000, sent + server.Statistics.HeldBack);
        server.Take("opcua/sidetap/update/18/ask", ask, UpdateSamples.Begin.AddSeconds(10));
        Assert.HasCount(16, server.Outgoing, "another box has its own");
    }

    [TestMethod]
    public void TimeThatGoesBackGivesNothing()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image], new UpdateServerLimits { BlocksPerSecond = 100, Burst = 4 });
        byte[] ask = UpdateSamples.Ask(image.Session, 0, 64, 4);
        server.Take(AskTopic, ask, UpdateSamples.Begin);
        server.Take(AskTopic, ask, UpdateSamples.Begin.AddSeconds(-5));
        Assert.HasCount(4, server.Outgoing);
    }

    [TestMethod]
    public void BoxesAreBounded()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image], new UpdateServerLimits { MaxBoxes = 3 });
        byte[] status = UpdateSamples.Write(UpdateSamples.Status(image, UpdateState.Idle));
        for (int i = 0; i < 10; i++)
        {
            server.Take($"opcua/sidetap/update/{i}/status", status, UpdateSamples.Begin);
        }

        Assert.HasCount(3, server.Boxes);
        Assert.AreEqual(7, server.Statistics.BeyondLimit);
    }

    [TestMethod]
    public void OnlyBoxesThatMayGetBlocks()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image]) { MayAsk = id => id == 18 };
        server.Take(AskTopic, UpdateSamples.Ask(image.Session, 0, 64, 1), UpdateSamples.Begin);
        Assert.IsEmpty(server.Outgoing);
        server.Take("opcua/sidetap/update/18/ask", UpdateSamples.Ask(image.Session, 0, 64, 1), UpdateSamples.Begin);
        Assert.HasCount(1, server.Outgoing);
    }

    [TestMethod]
    [DataRow("opcua/sidetap/update//ask")]
    [DataRow("opcua/sidetap/update/017/ask")]
    [DataRow("opcua/sidetap/update/18446744073709551616/ask")]
    [DataRow("opcua/sidetap/update/-1/ask")]
    [DataRow("opcua/sidetap/update/17/18/ask")]
    [DataRow("opcua/sidetap/update/ask")]
    [DataRow("opcua/sidetap/update/17/block")]
    [DataRow("other/sidetap/update/17/ask")]
    [DataRow("ask")]
    [DataRow("")]
    public void OtherTopicsAreNobodys(string topic)
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image]);
        server.Take(topic, UpdateSamples.Ask(image.Session, 0, 64, 1), UpdateSamples.Begin);
        Assert.IsEmpty(server.Outgoing);
        Assert.AreEqual(0, server.Statistics.Strange + server.Statistics.Malformed);
    }

    [TestMethod]
    public void AStatusIsRead()
    {
        UpdateImage image = UpdateSamples.Image();
        BoxStatus told = new(UpdateState.Receiving, UpdateError.Busy, new ImageVersion(1, 2, 3, 4), 5, new ImageVersion(6, 7, 8, 9), image.Session, 10, 11, 12, "esp32");
        UpdateServer server = new(UpdateSamples.Topics, [image]);
        server.Take(StatusTopic, UpdateSamples.Write(told), UpdateSamples.Begin);
        Assert.AreEqual(told, server.Find(Box)!.Status);
        server.Take(StatusTopic, [], UpdateSamples.Begin);
        Assert.IsNull(server.Find(Box), "its status was taken away");
    }

    /// <summary>Every truncation and every flipped bit of a status and of an ask, and random octets: nothing throws, nothing is sent that was not asked for.</summary>
    [TestMethod]
    public void NothingThatComesThrows()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image]);
        byte[] status = UpdateSamples.Write(UpdateSamples.Status(image, UpdateState.Receiving, received: 100));
        byte[] ask = UpdateSamples.Ask(image.Session, 512, 64, 2);
        int taken = 0;
        foreach ((string topic, byte[] whole) in ((string, byte[])[])[(StatusTopic, status), (AskTopic, ask), (StatusTopic, ask), (AskTopic, status)])
        {
            for (int length = 0; length <= whole.Length + 1; length++)
            {
                byte[] part = new byte[length];
                whole.AsSpan(0, Math.Min(length, whole.Length)).CopyTo(part);
                server.Take(topic, part, UpdateSamples.Begin);
            }

            for (int bit = 0; bit < 8 * whole.Length; bit++)
            {
                byte[] flipped = [.. whole];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                server.Take(topic, flipped, UpdateSamples.Begin);
                if (server.Find(Box)?.Status is { } read)
                {
                    taken++;
                    Assert.AreNotEqual("", UpdateErrors.NameOf(read.State) + UpdateErrors.NameOf(read.Error) + UpdateErrors.Describe(read.Error));
                }
            }
        }

        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] octets = new byte[random.Next(80)];
            random.NextBytes(octets);
            server.Take(i % 2 == 0 ? StatusTopic : AskTopic, octets, UpdateSamples.Begin);
        }

        Assert.IsGreaterThan(100, taken);
        Assert.IsGreaterThan(19_000, (int)server.Statistics.Malformed);
        Assert.IsLessThanOrEqualTo(1, server.Boxes.Count);
        foreach (OutgoingMessage message in server.Outgoing)
        {
            byte[] block = message.Payload.ToArray();
            Assert.IsTrue(UpdateMessages.IsBlock(block, 0, block.Length, image.Session));
        }
    }

    [TestMethod]
    public void ImagesThatABoxCouldNotTakeAreNotOffered()
    {
        byte[] good = UpdateSamples.Octets(UpdateSamples.New);
        Assert.IsTrue(UpdateImage.TryRead(good, null, out _, out _));
        CheckRefused("is no image", [1, 2, 3]);
        CheckRefused("something follows", [.. good, 0]);
        byte[] damaged = [.. good];
        damaged[500] ^= 1;
        CheckRefused("SHA-256", damaged);
        CheckRefused("sign it with sidetap image sign --key", ImageSigner.Sign(new byte[100], new SigningOptions { Version = UpdateSamples.New, Board = "host" }, null));
        CheckRefused("--board", ImageSigner.Sign(new byte[100], new SigningOptions { Version = UpdateSamples.New }, KnownKey.Key));
        CheckRefused("--board", UpdateSamples.Octets(UpdateSamples.New, board: "a-board-with-a-long-name"));
        Assert.IsFalse(UpdateImage.TryRead(good, KnownKey.Other, out _, out string problem));
        Assert.Contains("no signature names this key", problem);
    }

    [TestMethod]
    public void TheOfferIsOneThatABoxReads()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateOffer offer = new();
        Assert.IsTrue(offer.Read(image.Offer.ToArray(), 0, image.Offer.Length));
        Assert.AreEqual((uint)image.Length, offer.TotalLength);
        Assert.AreEqual(image.Session, UpdateMessages.SessionOf(offer.Header));
        Assert.AreEqual(image.Digest, Convert.ToHexStringLower(offer.Octets.AsSpan(offer.DigestOffset, 32)));
        Assert.AreEqual(UpdateSamples.Board, System.Text.Encoding.UTF8.GetString(offer.Octets, offer.BoardOffset, offer.BoardLength));
    }

    [TestMethod]
    public void EveryErrorHasANameAndAdvice()
    {
        foreach (UpdateError error in Enum.GetValues<UpdateError>())
        {
            Assert.DoesNotContain("which this sidetap does not know", UpdateErrors.Describe(error), $"{error}");
            Assert.AreEqual(error == UpdateError.None, UpdateErrors.Describe(error).Length == 0);
            Assert.DoesNotEndWith(".", UpdateErrors.Describe(error));
        }

        Assert.AreEqual("error200", UpdateErrors.NameOf((UpdateError)200));
        Assert.Contains("error 200", UpdateErrors.Describe((UpdateError)200));
    }

    private static void CheckRefused(string reason, byte[] octets)
    {
        Assert.IsFalse(UpdateImage.TryRead(octets, null, out UpdateImage? image, out string problem));
        Assert.IsNull(image);
        Assert.Contains(reason, problem);
    }
}
