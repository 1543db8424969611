using System.Diagnostics;
using System.Net;
using Sidetap.Tools.Tests.Support;
using Sidetap.Updates;
using Sidetap.Updates.Links;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>The way over an MQTT-SN gateway, to more boxes than a client has topics.</summary>
[TestClass]
public sealed class GatewayLinkTests
{
    private const int Boxes = 9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    public void NineBoxesGetOffersAndThenBlocks()
    {
        using Served gateway = new();
        using GatewayLink link = new(IPEndPoint.Parse(gateway.Address));
        link.Start(UpdateSamples.Topics.Statuses, UpdateSamples.Topics.Asks);
        PumpUntil(link, happened => happened?.Kind == LinkEventKind.Connected);
        for (ulong box = 1; box <= Boxes; box++)
        {
            link.Publish(new OutgoingMessage(UpdateSamples.Topics.OfferTo(box), new byte[] { 1, (byte)box }, IsRetained: true));
        }

        PumpUntil(link, _ => link.Pending == 0);
        Assert.AreEqual(Boxes, gateway.Count);
        byte[] block = new byte[1024 + 12];
        for (ulong box = 1; box <= Boxes; box++)
        {
            block[0] = (byte)box;
            link.Publish(new OutgoingMessage(UpdateSamples.Topics.BlockTo(box), block.ToArray(), IsRetained: false));
        }

        PumpUntil(link, _ => gateway.Count == 2 * Boxes);
        for (ulong box = 1; box <= Boxes; box++)
        {
            Assert.IsTrue(gateway.Published.Single(one => one.Topic == UpdateSamples.Topics.OfferTo(box)) is { Retain: true, Qos: 1 });
            Sidetap.Gateway.AcceptedPublish sent = gateway.Published.Single(one => one.Topic == UpdateSamples.Topics.BlockTo(box));
            Assert.IsTrue(sent is { Retain: false, Qos: 0, Payload.Length: 1036 });
            Assert.AreEqual((byte)box, sent.Payload.Span[0]);
        }
    }

    [TestMethod]
    public void WhatBoxesTellArrivesWithItsTopic()
    {
        using Served gateway = new();
        using GatewayLink tool = new(IPEndPoint.Parse(gateway.Address));
        using GatewayLink box = new(IPEndPoint.Parse(gateway.Address));
        tool.Start(UpdateSamples.Topics.Statuses, UpdateSamples.Topics.Asks);
        PumpUntil(tool, happened => happened?.Kind == LinkEventKind.Connected);
        box.Start([]);
        box.Publish(new OutgoingMessage("opcua/sidetap/update/18446744073709551615/status", new byte[] { 7 }, IsRetained: true));
        PumpUntil(box, _ => box.Pending == 0);
        LinkEvent? told = null;
        PumpUntil(tool, happened => (told = happened)?.Kind == LinkEventKind.Message);
        Assert.AreEqual("opcua/sidetap/update/18446744073709551615/status", told!.Topic);
        CollectionAssert.AreEqual(new byte[] { 7 }, told.Payload.ToArray());
    }

    private static void PumpUntil(GatewayLink link, Predicate<LinkEvent?> isDone)
    {
        for (long start = Stopwatch.GetTimestamp(); !isDone(link.Take(TimeSpan.FromMilliseconds(20)));)
        {
            Assert.IsTrue(Stopwatch.GetElapsedTime(start) < Patience, "it does not come to it");
        }
    }
}
