using System.Text;
using Sidetap.BoxLink.Lines;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>
/// A box's console made after docs/console.md alone: people's mode as far as a tool meets it, machine mode with its checksums, and a line that drops, damages,
/// doubles, delays and cuts octets, and restarts the box in the middle of them.
/// </summary>
internal sealed partial class FakeBox : IBoxPeer
{
    private const byte CtrlC = 3;
    private static readonly TimeSpan s_boot = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(2500);
    private static readonly TimeSpan s_cut = TimeSpan.FromMilliseconds(500);

    private readonly Queue<(byte Octet, TimeSpan Due)> _out = new();
    private readonly List<byte> _line = [];
    private readonly List<LineFault> _faults = [];
    private TimeSpan _now;
    private TimeSpan _bootedAt;
    private TimeSpan _lag;
    private TimeSpan _cutOutUntil;
    private TimeSpan _cutInUntil;
    private bool _isMachine;
    private bool _ended;

    public FakeBox()
    {
        _staged = new(_saved);
    }

    /// <summary>Octets that came to the box so far.</summary>
    public int In { get; private set; }

    /// <summary>Octets that the box sent so far.</summary>
    public int Out { get; private set; }

    /// <summary>Lines that were carried out, for tests that look at them.</summary>
    public List<string> Lines { get; } = [];

    public int Starts { get; private set; } = 1;

    public bool IsPlugged { get; set; } = true;

    /// <summary>Whether nobody answers on the line.</summary>
    public bool IsMute { get; set; }

    public void Add(params LineFault[] faults) => _faults.AddRange(faults);

    public bool IsThere(TimeSpan now)
    {
        Advance(now);
        return IsPlugged;
    }

    public void Take(ReadOnlySpan<byte> octets, TimeSpan now)
    {
        Advance(now);
        foreach (byte octet in octets)
        {
            LineFaultKind? fault = FaultAt(isToBox: true, In++);
            if (fault == LineFaultKind.Cut)
            {
                _cutInUntil = _now + s_cut;
            }

            if (fault == LineFaultKind.Restart)
            {
                Restart();
            }

            bool isLost = fault is LineFaultKind.Drop or LineFaultKind.Cut || _now < _cutInUntil || _now < _bootedAt || IsMute;
            if (!isLost)
            {
                TakeOne(Changed(octet, fault));
                if (fault == LineFaultKind.Duplicate)
                {
                    TakeOne(octet);
                }
            }
        }
    }

    public int Give(Span<byte> buffer, TimeSpan now)
    {
        Advance(now);
        int count = 0;
        while (count < buffer.Length && _out.TryPeek(out (byte Octet, TimeSpan Due) next) && next.Due <= now)
        {
            buffer[count++] = _out.Dequeue().Octet;
        }

        return count;
    }

    private LineFaultKind? FaultAt(bool isToBox, int at)
    {
        LineFault? fault = _faults.Find(one => one.IsToBox == isToBox && one.At == at);
        return fault?.Kind;
    }

    private static byte Changed(byte octet, LineFaultKind? fault) => fault switch
    {
        LineFaultKind.Damage => (byte)(octet ^ 0x11),
        LineFaultKind.Newline => (byte)'\r',
        _ => octet,
    };

    private void TakeOne(byte octet)
    {
        if (octet == CtrlC)
        {
            _line.Clear();
            return;
        }

        if (octet is not ((byte)'\r' or (byte)'\n'))
        {
            _line.Add(octet);
            if (!_isMachine)
            {
                Send([octet]); // the echo
            }

            return;
        }

        byte[] line = [.. _line];
        _line.Clear();
        if (line.Length > 0)
        {
            CarryOut(line);
        }

        if (!_isMachine)
        {
            Send("\r\nsidetap> ");
        }
    }

    private void CarryOut(byte[] octets)
    {
        bool hasCheck = octets.Length >= 10 && octets[^10] == ' ' && octets[^9] == '*' && octets[^8..].All(o => (o is >= (byte)'0' and <= (byte)'9') || (o is >= (byte)'a' and <= (byte)'f'));
        string text = Encoding.UTF8.GetString(hasCheck ? octets[..^10] : octets);
        List<string> answer = [];
        if (octets.Length > 255)
        {
            answer.Add("ERR 3 the line is longer than 255 octets");
        }
        else if (octets.Any(octet => octet < ' '))
        {
            answer.Add("ERR 2 control characters are not taken");
        }
        else if (hasCheck && Encoding.ASCII.GetString(octets[^8..]) != Crc(octets[..^10]))
        {
            answer.Add("ERR 4 the line was damaged; send it again");
        }
        else
        {
            Lines.Add(text);
            string result = Answer(text, hasCheck, answer);
            answer.Add(result);
        }

        if (!_isMachine && !_ended)
        {
            Send("\r\n"); // behind the echo
        }

        foreach (string line in answer)
        {
            Send((hasCheck ? $"{line} *{Crc(Encoding.UTF8.GetBytes(line))}" : line) + "\r\n");
        }

        _isMachine = !_ended && (_isMachine || answer[^1].StartsWith("OK machine", StringComparison.Ordinal));
        _ended = false;
        if (_restartsAfterAnswer)
        {
            _restartsAfterAnswer = false;
            Restart();
        }
    }

    private void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    private void Send(byte[] octets)
    {
        foreach (byte octet in octets)
        {
            LineFaultKind? fault = FaultAt(isToBox: false, Out++);
            switch (fault)
            {
                case LineFaultKind.Delay:
                    _lag = _now + s_delay;
                    break;
                case LineFaultKind.Cut:
                    _cutOutUntil = _now + s_cut;
                    break;
                case LineFaultKind.Restart:
                    _restartsAfterAnswer = true;
                    _cutOutUntil = _now + s_cut;
                    break;
            }

            if (fault is LineFaultKind.Drop or LineFaultKind.Cut || _now < _cutOutUntil)
            {
                continue;
            }

            TimeSpan due = _lag > _now ? _lag : _now;
            _out.Enqueue((Changed(octet, fault), due));
            if (fault == LineFaultKind.Duplicate)
            {
                _out.Enqueue((octet, due));
            }
        }
    }

    private static string Crc(byte[] octets)
    {
        // IEEE 802.3, the bits one by one.
        uint crc = uint.MaxValue;
        foreach (byte octet in octets)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool isSet = ((crc ^ (uint)(octet >> bit)) & 1) != 0;
                crc = (crc >> 1) ^ (isSet ? 0xEDB88320 : 0);
            }
        }

        return (~crc).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
