namespace Sidetap.Decoding;

/// <summary>
/// Follows a sequence number of 16 bits that goes up by one and wraps (OPC 10000-14, 7.2.3). It remembers which of the last 64 numbers have come, which is
/// what tells a message that was overtaken from one that was repeated.
/// </summary>
public sealed class SequenceCounter
{
    private const int Window = 64;

    private ulong _seen; // bit n: the number Last - n has come

    /// <summary>The newest number; null before the first message.</summary>
    public ushort? Last { get; private set; }

    /// <summary>How often messages were missing when a newer one came.</summary>
    public long Gaps { get; private set; }

    /// <summary>Messages that have not come, those that came late taken off.</summary>
    public long Missing { get; private set; }

    /// <summary>Messages that came again.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Messages that were overtaken by a newer one.</summary>
    public long Late { get; private set; }

    /// <summary>How often the publisher began anew.</summary>
    public long Restarts { get; private set; }

    /// <summary>Counts a data message.</summary>
    /// <param name="number">Its sequence number.</param>
    /// <returns>How it stands in the sequence.</returns>
    public SequenceVerdict Take(ushort number)
    {
        if (Last is not { } last)
        {
            Begin(number);
            return SequenceVerdict.Next;
        }

        int ahead = (ushort)(number - last);
        if (ahead is > 0 and < 0x8000)
        {
            Advance(number, ahead);
            _seen |= 1;
            Missing += ahead - 1;
            Gaps += ahead > 1 ? 1 : 0;
            return ahead == 1 ? SequenceVerdict.Next : SequenceVerdict.AfterGap;
        }

        int behind = (ushort)(last - number);
        if (behind >= Window)
        {
            Begin(number);
            Restarts++;
            return SequenceVerdict.Restart;
        }

        if ((_seen & (1UL << behind)) != 0)
        {
            Duplicates++;
            return SequenceVerdict.Duplicate;
        }

        _seen |= 1UL << behind;
        Late++;
        Missing = Math.Max(0, Missing - 1);
        return SequenceVerdict.Late;
    }

    /// <summary>Counts a keep-alive, whose number is that of the next data message (7.2.4.5.8).</summary>
    /// <param name="next">Its sequence number.</param>
    /// <returns><see cref="SequenceVerdict.Next"/>, or <see cref="SequenceVerdict.AfterGap"/> when it betrays missing messages, or
    /// <see cref="SequenceVerdict.Late"/> when it was overtaken, or <see cref="SequenceVerdict.Restart"/>.</returns>
    public SequenceVerdict TakeKeepAlive(ushort next)
    {
        ushort number = (ushort)(next - 1);
        if (Last is not { } last)
        {
            Last = number;
            _seen = ulong.MaxValue; // nothing before the first message counts as missing
            return SequenceVerdict.Next;
        }

        int ahead = (ushort)(number - last);
        if (ahead == 0)
        {
            return SequenceVerdict.Next;
        }

        if (ahead < 0x8000)
        {
            Advance(number, ahead);
            Missing += ahead;
            Gaps++;
            return SequenceVerdict.AfterGap;
        }

        if ((ushort)(last - number) < Window)
        {
            return SequenceVerdict.Late;
        }

        Last = number;
        _seen = ulong.MaxValue;
        Restarts++;
        return SequenceVerdict.Restart;
    }

    private void Begin(ushort number)
    {
        Last = number;
        _seen = ulong.MaxValue;
    }

    private void Advance(ushort number, int ahead)
    {
        _seen = ahead >= Window ? 0 : _seen << ahead;
        Last = number;
    }
}
