using System.Buffers.Binary;
using System.Text;
using Sidetap.Images;
using Sidetap.Simulation.Core;
using Sidetap.Update;

namespace Sidetap.Simulation.Updates;

/// <content>What the box says to the server, and what has to be so at the end.</content>
internal sealed partial class UpdateBook
{
    private const int AskLength = 12;
    private const int StatusLength = 43;
    private const int MostBlockOctets = 512;
    private const int BlockOverhead = 12;

    /// <summary>The box sends an ask.</summary>
    /// <param name="ask">Its octets.</param>
    /// <param name="room">Octets of the longest message that a frame to the box carries.</param>
    public void OnAsk(ReadOnlySpan<byte> ask, int room)
    {
        if (ask.Length != AskLength)
        {
            throw new ViolationException("update.ask", $"An ask of {ask.Length} octets.");
        }

        var session = BinaryPrimitives.ReadUInt32LittleEndian(ask);
        var first = BinaryPrimitives.ReadUInt32LittleEndian(ask[4..]);
        int octets = BinaryPrimitives.ReadUInt16LittleEndian(ask[8..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(ask[10..]);
        var served = _world.Server!.Served(session);
        if (served is not { IsForBox: true } || (served.Image.Recipe.Version <= Running.Version && !_world.IsStorageBroken))
        {
            throw new ViolationException("update.ask", $"The box asks for {served?.Image.Recipe.Version.ToString() ?? "what was never offered"}, which is not for it; it runs {Running.Version}.");
        }

        if (first >= served.Octets.Length || count < 1 || count > _plan.Window || octets < 1 || octets > MostBlockOctets || octets + BlockOverhead > room)
        {
            throw new ViolationException("update.ask", $"The box asks for {count} blocks of {octets} octets from {first} on, of {served.Octets.Length}; a frame has room for {room}.");
        }

        if (IsOnTrial)
        {
            throw new ViolationException("update.ask", "The box asks for an image while it is on trial with another.");
        }
    }

    /// <summary>The box says how it is.</summary>
    /// <param name="status">The message.</param>
    /// <param name="agent">What has sent it.</param>
    /// <param name="starts">How often the box has started, by its own count.</param>
    public void OnStatus(ReadOnlySpan<byte> status, UpdateAgent agent, uint starts)
    {
        var length = StatusLength + SignedImages.Board.Length;
        if (status.Length != length || !status.StartsWith("SUS\u0001"u8) || status[StatusLength - 1] != SignedImages.Board.Length
            || !status[StatusLength..].SequenceEqual(Encoding.ASCII.GetBytes(SignedImages.Board)))
        {
            throw new ViolationException("update.status", $"A status of {status.Length} octets, which is no status of this board.");
        }

        var version = VersionOf(status[6..]);
        var counter = BinaryPrimitives.ReadUInt32LittleEndian(status[14..]);
        var received = BinaryPrimitives.ReadUInt32LittleEndian(status[30..]);
        var total = BinaryPrimitives.ReadUInt32LittleEndian(status[34..]);
        var isTrue = version == Running.Version && counter >= Running.Counter && status[4] == (byte)agent.State && status[5] == (byte)agent.Error
            && BinaryPrimitives.ReadUInt32LittleEndian(status[38..]) == starts;
        if (!isTrue || received > total || (status[4] == (byte)UpdateState.Trial) != IsOnTrial)
        {
            throw new ViolationException(
                "update.status",
                $"A status says {version}, counter {counter}, state {status[4]}, error {status[5]}, {received} of {total} octets; the box runs {Running.Version}, {(IsOnTrial ? "on trial" : "not on trial")}.");
        }
    }

    /// <summary>At the end of two hours of calm what was released last runs, if it is any good; else what was confirmed before.</summary>
    /// <param name="agent">What takes the box's updates.</param>
    public void CheckEnd(UpdateAgent agent)
    {
        if (_world.IsStorageBroken)
        {
            return;
        }

        if (IsOnTrial || Running != Confirmed)
        {
            throw new ViolationException("update.not-reverted", $"{Running.Version} runs and is not confirmed two hours after the last fault; {Confirmed.Version} is.");
        }

        if (agent.State != UpdateState.Idle)
        {
            throw new ViolationException("update.endless", $"An update is under way two hours after the last fault, state {agent.State}.");
        }

        var released = _world.Server!;
        if (released.Release is { Fate: ImageFate.Good } && Confirmed.Version != released.Image!.Recipe.Version)
        {
            throw new ViolationException("update.not-confirmed", $"{released.Image.Recipe.Version} was released and works, and {Confirmed.Version} runs two hours after the last fault.");
        }
    }

    private static ImageVersion VersionOf(ReadOnlySpan<byte> octets) =>
        new(octets[0], octets[1], BinaryPrimitives.ReadUInt16LittleEndian(octets[2..]), BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]));
}
