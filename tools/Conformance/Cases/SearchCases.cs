using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>Finding gateways, and helping others to find them.</summary>
internal static class SearchCases
{
    private const int AdvertisedSeconds = 5;

    public static IEnumerable<ConformanceCase> All =>
    [
        new("search.form", "5.4.2", "A client without a gateway broadcasts SEARCHGW", Need.Discover, Form),
        new("search.first-delay", "6.1", "The first SEARCHGW comes within Tsearchgw", Need.Discover, FirstDelay),
        new("search.back-off", "6.1", "SEARCHGW is repeated at growing intervals", Need.Discover, BackOff, Pace.Long),
        new("search.gwinfo", "6.1", "A gateway that answers with GWINFO is connected to", Need.Discover, GwInfo),
        new("search.gwinfo-from-client", "5.4.3", "GWINFO from a client leads to the gateway at its GwAdd",
            Need.Discover, GwInfoFromClient),
        new("search.advertise", "6.1", "A gateway that advertises itself is connected to", Need.Discover, Advertise),
        new("search.stops", "6.1", "SEARCHGW ends when a gateway is found", Need.Discover, Stops, Pace.Retry),
        new("search.cancelled", "6.1", "A SEARCHGW heard in time from another client takes the place of the own one",
            Need.Discover, Cancelled, Pace.Retry),
        new("search.nothing-else", "6.1", "Without a gateway nothing but SEARCHGW is sent", Need.Discover, NothingElse, Pace.Retry),
        new("search.malformed-gwinfo", "5.4.3", "A GWINFO without GwId leads nowhere", Need.Discover, MalformedGwInfo, Pace.Retry),
        new("search.again-when-lost", "6.1", "When the gateway is lost and no other known, SEARCHGW is sent again",
            Need.Discover, AgainWhenLost, Pace.GiveUp),
        new("search.expired", "6.1", "A gateway that has not advertised for Nadv times is not taken for present",
            Need.Discover, Expired, Pace.Long),
        new("search.second-known", "6.1", "When the gateway is lost, another that advertises is connected to",
            Need.Discover, SecondKnown, Pace.GiveUp),
        new("search.answers", "6.1", "Another client's SEARCHGW is answered with GWINFO that has GwAdd",
            Need.Discover | Need.AnswerSearchGw, Answers),
        new("search.answer-address", "5.3.5", "That GwAdd is the gateway's address", Need.Discover | Need.AnswerSearchGw, AnswerAddress),
        new("search.answer-suppressed", "6.1", "A GWINFO heard in time takes the place of the own one",
            Need.Discover | Need.AnswerSearchGw, AnswerSuppressed),
    ];

    private static Task<WireFrame> Searching(Script g)
    {
        g.CheckBroadcast();
        g.Hold(MsgType.SearchGw);
        return g.Behaviour(Need.Discover, "SEARCHGW", Is(MsgType.SearchGw));
    }

    /// <summary>Finds gateway A and connects to it.</summary>
    private static async Task Found(Script g)
    {
        await Searching(g);
        g.Send(Frames.GwInfo(1));
        await g.Connected();
    }

    private static async Task Form(Script g)
    {
        WireFrame search = await Searching(g);
        Check(search.IsBroadcast, "it was sent to one address", search);
    }

    private static async Task FirstDelay(Script g)
    {
        g.CheckBroadcast();
        g.Hold(MsgType.SearchGw);
        await g.Behaviour(Need.Discover, "SEARCHGW", Is(MsgType.SearchGw), g.Settings.TsearchGwMs + g.Settings.AnswerMs);
    }

    private static async Task BackOff(Script g)
    {
        await Searching(g);
        g.CheckPatience(g.Settings.TsearchGwMs * 8L, "the back-off");
        long lastMs = g.NowMs;
        long lastIntervalMs = -1;
        for (int i = 0; i < 3; i++)
        {
            WireFrame again = await g.Expect("another SEARCHGW", Is(MsgType.SearchGw), g.Settings.PatienceMs);
            long intervalMs = g.NowMs - lastMs;
            Check(
                intervalMs > lastIntervalMs * 5 / 4,
                $"{intervalMs} ms after the last one, which came {lastIntervalMs} ms after the one before",
                again);
            (lastMs, lastIntervalMs) = (g.NowMs, intervalMs);
        }
    }

    private static async Task GwInfo(Script g)
    {
        await Searching(g);
        g.Send(Frames.GwInfo(1));
        await g.Expect("CONNECT", frame => frame.Type == MsgType.Connect && frame.At == Endpoint.GatewayA, g.Settings.PatienceMs);
    }

    private static async Task GwInfoFromClient(Script g)
    {
        await Searching(g);
        g.Broadcast(Frames.GwInfo(2, g.AddressOf(Endpoint.GatewayB)), Endpoint.OtherClient);
        WireFrame connect = await g.Expect("CONNECT", Is(MsgType.Connect), g.Settings.PatienceMs);
        Check(connect.At == Endpoint.GatewayB, $"CONNECT to {connect.At}, GwAdd is that of {Endpoint.GatewayB}", connect);
    }

    private static async Task Advertise(Script g)
    {
        await Searching(g);
        g.Broadcast(Frames.Advertise(1, 900), Endpoint.GatewayA);
        await g.Expect("CONNECT", frame => frame.Type == MsgType.Connect && frame.At == Endpoint.GatewayA, g.Settings.PatienceMs);
    }

    private static async Task Stops(Script g)
    {
        await Found(g);
        await g.Silence("SEARCHGW although connected", frame => frame.Type == MsgType.SearchGw && frame.IsBroadcast, g.Settings.RepeatWithinMs);
    }

    /// <summary>
    /// It must be heard while the client waits for its first time, which begins when nobody knows; so another client's comes again and again. One time in
    /// fifty a client's random delay is shorter than that interval.
    /// </summary>
    private static async Task Cancelled(Script g)
    {
        g.CheckBroadcast();
        g.Hold(MsgType.SearchGw);
        long stepMs = Math.Max(g.Settings.TsearchGwMs / 50, 1);
        for (int i = 0; i < 45; i++)
        {
            g.Broadcast(Frames.SearchGw(0), Endpoint.OtherClient);
            WireFrame? own = await g.Next(Is(MsgType.SearchGw), stepMs);
            if (own != null && own.Datagram[^1] != 0)
            {
                throw new CaseEnd(Verdict.NotExercised, $"its Radius is {own.Datagram[^1]}, so that no other SEARCHGW here is identical", own, Need.Discover);
            }

            Check(own == null, "SEARCHGW although another client's was heard", own!);
        }

        await g.Behaviour(Need.Discover, "SEARCHGW", Is(MsgType.SearchGw));
    }

    private static async Task NothingElse(Script g)
    {
        await Searching(g);
        await g.Silence(
            "a frame to a gateway it can't know",
            frame => frame.Type != MsgType.SearchGw && !IsPublish(frame, Need.PublishQosMinus1),
            g.Settings.RepeatWithinMs);
    }

    private static async Task MalformedGwInfo(Script g)
    {
        await Searching(g);
        g.SendRaw([2, (byte)MsgType.GwInfo], Endpoint.GatewayA);
        await g.Silence("CONNECT", Is(MsgType.Connect), g.Settings.TsearchGwMs);
    }

    private static async Task AgainWhenLost(Script g)
    {
        await Found(g);
        g.GoSilent();
        await g.Expect("SEARCHGW", frame => frame.Type == MsgType.SearchGw && frame.IsBroadcast, LossMs(g));
    }

    private static async Task Expired(Script g)
    {
        await Searching(g);
        g.Broadcast(Frames.Advertise(2, AdvertisedSeconds), Endpoint.GatewayB);
        g.Send(Frames.GwInfo(1));
        WireFrame connect = await g.Behaviour(Need.Connect, "CONNECT", Is(MsgType.Connect));
        if (connect.At == Endpoint.GatewayB)
        {
            // It took the one it heard first; that one never answers, and is gone by now.
            g.Gateway(Endpoint.GatewayB).Held.Add(MsgType.Connect);
            connect = await g.Expect("CONNECT to gateway A", frame => frame.Type == MsgType.Connect && frame.At == Endpoint.GatewayA, LossMs(g));
        }

        await g.Finish(connect);
        g.CheckPatience(AdvertisedSeconds * 5000L, "Nadv times Duration");
        await g.Pause(AdvertisedSeconds * 5000L); // more than Nadv = 3, and a half
        g.GoSilent();
        long startMs = g.NowMs;
        while (g.NowMs - startMs < LossMs(g))
        {
            WireFrame? frame = await g.Next(
                one => (one.Type == MsgType.Connect && one.At == Endpoint.GatewayB) || (one.Type == MsgType.SearchGw && one.IsBroadcast),
                LossMs(g));
            Check(frame is not { Type: MsgType.Connect }, "CONNECT to a gateway that is not there any more", frame!);
            if (frame != null)
            {
                return;
            }
        }

        Fail("no SEARCHGW after the gateway was lost");
    }

    private static async Task SecondKnown(Script g)
    {
        await Found(g);
        g.Broadcast(Frames.Advertise(2, 900), Endpoint.GatewayB);
        g.GoSilent();
        await g.Expect("CONNECT to gateway B", frame => frame.Type == MsgType.Connect && frame.At == Endpoint.GatewayB, LossMs(g));
    }

    /// <summary>Until a client has noticed: a keep-alive, the repetitions, and its pause.</summary>
    private static long LossMs(Script g) => ((g.LastConnect?.Duration ?? 60) * 1500L) + (2 * g.Settings.GivenUpMs) + g.Settings.PatienceMs;

    private static async Task<WireFrame> Asked(Script g)
    {
        await Found(g);
        await g.Probe("CONNACK");
        g.Broadcast(Frames.SearchGw(0), Endpoint.OtherClient);
        return await g.Behaviour(
            Need.AnswerSearchGw, "GWINFO", Is(MsgType.GwInfo), g.Settings.TgwInfoMs + g.Settings.AnswerMs);
    }

    private static async Task Answers(Script g)
    {
        WireFrame info = await Asked(g);
        Check(info.Tail.Length > 0, "no GwAdd", info);
    }

    private static async Task AnswerAddress(Script g)
    {
        WireFrame info = await Asked(g);
        byte[] address = g.AddressOf(Endpoint.GatewayA);
        Check(info.Tail.AsSpan().SequenceEqual(address), $"GwAdd is not {Convert.ToHexStringLower(address)}", info);
    }

    private static async Task AnswerSuppressed(Script g)
    {
        await Found(g);
        await g.Probe("CONNACK");
        int suppressed = 0;
        for (int i = 0; i < 4; i++)
        {
            g.Broadcast(Frames.SearchGw(0), Endpoint.OtherClient);
            g.Broadcast(Frames.GwInfo(1), Endpoint.GatewayA);
            await g.Pause(g.Settings.InFlightMs);
            suppressed += await g.Next(Is(MsgType.GwInfo), g.Settings.TgwInfoMs + g.Settings.InFlightMs) == null ? 1 : 0;
        }

        // An answer may have been on its way when the other's came; not every time, with a random delay.
        if (suppressed < 3)
        {
            Fail($"GWINFO was sent {4 - suppressed} times of 4, although another's had been heard");
        }
    }
}
