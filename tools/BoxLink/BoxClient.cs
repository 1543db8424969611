using System.Globalization;
using System.Text;
using Sidetap.BoxLink.Lines;

namespace Sidetap.BoxLink;

/// <summary>
/// A box's console in machine mode (docs/console.md). Every request has a checksum and a deadline. A request whose answer is damaged or missing is sent again
/// where that does no harm, after both sides are in step again; so is one that the box says was damaged on its way.
/// </summary>
/// <param name="port">Where the box is.</param>
/// <param name="stop">Ends every wait.</param>
public sealed class BoxClient(IBoxPort port, CancellationToken stop) : IDisposable
{
    /// <summary>Octets of the longest request, with its checksum.</summary>
    public const int MaxRequest = 255;

    /// <summary>The version of machine mode that is spoken here.</summary>
    public const int Protocol = 1;

    private const int MaxAttempts = 5;
    private const int MaxRows = 4096;
    private const int MostWaitSeconds = 10; // beyond, it is for people to decide
    private const string Greeting = "OK machine ";

    private static readonly byte[] s_begin = "\u0003\rmachine\r"u8.ToArray();
    private static readonly TimeSpan s_greetingPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_waitMargin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan s_drainPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_reopenPause = TimeSpan.FromMilliseconds(500);

    private readonly LineReader _reader = new(port.Clock);
    private IBoxLine? _line;
    private bool _isInStep;
    private int _newerProtocol;

    /// <summary>Where the box is.</summary>
    public IBoxPort Port => port;

    /// <summary>Ends every wait.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Asked for the PIN when the box wants one; null from it, or without it, the box's refusal stands.</summary>
    public Func<string?>? PinAsked { get; set; }

    /// <summary>How often a request was sent again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Whether a request may be sent again when nobody knows whether it was carried out.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False for what restarts the box and for what takes a reading as a point.</returns>
    public static bool IsRepeatable(string request) => request.Split(' ') switch
    {
        ["reboot" or "factory-reset", ..] => false,
        ["calibrate", _, "low" or "high", ..] => false,
        _ => true,
    };

    /// <summary>Gets into machine mode, and waits for a box where none answers yet.</summary>
    /// <param name="patience">How long to wait; zero: a few attempts.</param>
    /// <exception cref="NoBoxException">None answers.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public void Open(TimeSpan patience = default)
    {
        TimeSpan end = port.Clock.Now + patience;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                GetInStep();
                return;
            }
            catch (Exception error) when (error is BoxLineException or BoxAnswerException)
            {
                bool isUseless = error is BoxLineException && patience == default; // a port that is not there does not come within moments
                if (isUseless || (attempt >= 3 && port.Clock.Now >= end))
                {
                    throw NoBox(error);
                }
            }

            port.Clock.Pause(s_reopenPause, stop);
        }
    }

    /// <summary>Leaves machine mode and enters it again: what was staged is dropped, and the box is locked where it has a PIN.</summary>
    public void Restart()
    {
        SayGoodbye();
        _isInStep = false;
        Open();
    }

    /// <summary>Forgets the connection, because the box restarts.</summary>
    public void Drop()
    {
        _line?.Dispose();
        _line = null;
        _isInStep = false;
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <param name="request">The request, without checksum and line end.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="BoxError">The box refused it.</exception>
    /// <exception cref="NoBoxException">There was no answer, after all attempts that are allowed.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="ArgumentException">The request is too long or has control characters.</exception>
    public BoxAnswer Request(string request)
    {
        try
        {
            return Attempt(request);
        }
        catch (BoxError error) when (error.Code == BoxErrorCode.Locked && PinAsked?.Invoke() is { } pin)
        {
            Request($"unlock {pin}");
            return Attempt(request);
        }
        catch (BoxError error) when (error.Code == BoxErrorCode.Wait && SecondsOf(error.Text) is > 0 and <= MostWaitSeconds and var seconds)
        {
            // A wrong PIN before, of this command or another one. A little is added, since both clocks count their own way.
            port.Clock.Pause(TimeSpan.FromSeconds(seconds) + s_waitMargin, stop);
            return Attempt(request);
        }
    }

    /// <summary>How long a box asks to wait: "wait N s"; 0 where it does not say.</summary>
    private static int SecondsOf(string text) =>
        text.Split(' ') is ["wait", var number, "s", ..] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : 0;

    /// <summary>Leaves machine mode and closes the line.</summary>
    public void Dispose()
    {
        SayGoodbye();
        Drop();
    }

    private BoxAnswer Attempt(string request)
    {
        byte[] octets = Encode(request);
        BoxPatience patience = BoxPatience.Of(request);
        bool mayHaveBeenDone = false;
        for (int attempt = 1; ; attempt++)
        {
            bool wasSent = false;
            try
            {
                if (!_isInStep)
                {
                    GetInStep();
                }

                wasSent = true;
                _line!.Write(octets);
                (List<string[]> rows, string result) = ReadAnswer(patience, isGreeting: request == "machine");
                if (!result.StartsWith("ERR ", StringComparison.Ordinal))
                {
                    return new BoxAnswer(rows, result.Length > 3 ? result[3..] : "", mayHaveBeenDone);
                }

                BoxError error = ErrorOf(result, mayHaveBeenDone);
                if (error.Code != BoxErrorCode.WrongChecksum || attempt >= MaxAttempts)
                {
                    throw error;
                }
            }
            catch (Exception error) when (error is BoxLineException or BoxAnswerException)
            {
                _isInStep = false;
                mayHaveBeenDone |= wasSent;
                if (error is BoxLineException)
                {
                    Drop();
                }

                if (wasSent && !IsRepeatable(request))
                {
                    throw new NoBoxException($"the answer to {NameOf(request)} was lost on {port.Name}, so it may have been carried out or not; look at the box before you repeat it", wasSent: true, error);
                }

                if (attempt >= MaxAttempts)
                {
                    throw NoBox(error);
                }

                if (error is BoxLineException)
                {
                    port.Clock.Pause(s_reopenPause * attempt, stop);
                }
            }

            Repeated++;
        }
    }

    /// <summary>Brings both sides in step: whatever was on its way is dropped, a half line too, and the answer to <c>machine</c> is the first that counts.</summary>
    private void GetInStep()
    {
        _line ??= port.Open(stop);
        Drain();
        _line.Write(s_begin);
        TimeSpan end = port.Clock.Now + s_drainPatience;
        while (_reader.TryRead(_line, s_greetingPatience, end, stop, out ReadOnlySpan<byte> octets))
        {
            string text = LineCheck.TryTake(octets, out string checkedText) ? checkedText : Encoding.UTF8.GetString(octets);
            int at = text.IndexOf(Greeting, StringComparison.Ordinal);
            if (at >= 0)
            {
                CheckProtocol(text[(at + Greeting.Length)..]);
                _isInStep = true;
                return;
            }
        }

        throw new BoxAnswerException("no box answers");
    }

    private void CheckProtocol(string greeting)
    {
        string version = greeting.Split(' ')[0];
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new BoxAnswerException("the greeting is damaged");
        }

        if (number > Protocol)
        {
            // The greeting has no checksum: one that is damaged is not believed at once.
            _newerProtocol = number == _newerProtocol
                ? throw new NoBoxException($"the box at {port.Name} speaks version {number} of machine mode, this program {Protocol}; update sidetap")
                : number;
            throw new BoxAnswerException("the greeting names another version");
        }
    }

    /// <summary>Reads until nothing comes any more.</summary>
    private void Drain()
    {
        _reader.Clear();
        byte[] buffer = new byte[256];
        TimeSpan end = port.Clock.Now + s_drainPatience;
        while (port.Clock.Now < end && _line!.Read(buffer, s_quiet, stop) > 0)
        {
            // Dropped.
        }
    }

    private (List<string[]> Rows, string Result) ReadAnswer(BoxPatience patience, bool isGreeting)
    {
        List<string[]> rows = [];
        TimeSpan end = port.Clock.Now + patience.Total;
        while (_reader.TryRead(_line!, patience.Silence, end, stop, out ReadOnlySpan<byte> octets))
        {
            if (!isGreeting && IsLateGreeting(octets))
            {
                rows.Clear(); // of an earlier attempt to get in step
                continue;
            }

            if (!LineCheck.TryTake(octets, out string line))
            {
                throw new BoxAnswerException("a line was damaged");
            }

            if (line == "OK" || line.StartsWith("OK ", StringComparison.Ordinal) || line.StartsWith("ERR ", StringComparison.Ordinal))
            {
                return (rows, line);
            }

            if (!line.StartsWith("+ ", StringComparison.Ordinal) || rows.Count == MaxRows)
            {
                throw new BoxAnswerException("a line is no answer");
            }

            rows.Add(line[2..].Split('\t'));
        }

        throw new BoxAnswerException("no answer");
    }

    private static bool IsLateGreeting(ReadOnlySpan<byte> octets) => octets.IndexOf("OK machine "u8) >= 0 && !octets.StartsWith("+ "u8);

    private static BoxError ErrorOf(string result, bool wasRepeated)
    {
        string[] words = result.Split(' ', 3);
        return int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            ? new BoxError((BoxErrorCode)code, words.Length > 2 ? words[2] : "the box gives no reason", wasRepeated)
            : throw new BoxAnswerException("an error has no code");
    }

    private static byte[] Encode(string request)
    {
        byte[] octets = Encoding.UTF8.GetBytes(LineCheck.Add(request));
        return octets.Length > MaxRequest ? throw new ArgumentException($"the request {NameOf(request)} has {octets.Length} octets, and a box takes {MaxRequest}", nameof(request))
            : octets.Any(octet => octet < ' ' || octet == 0x7F) ? throw new ArgumentException($"the request {NameOf(request)} has control characters", nameof(request))
            : [.. octets, (byte)'\r'];
    }

    /// <summary>What messages call a request: never its values, which may be secrets.</summary>
    private static string NameOf(string request) => string.Join(' ', request.Split(' ').Take(request.StartsWith("unlock", StringComparison.Ordinal) ? 1 : 2));

    private NoBoxException NoBox(Exception error) => error is BoxLineException
        ? new NoBoxException(error.Message, inner: error)
        : new NoBoxException($"no box answers on {port.Name}; check that it has power, that the cable carries data, that this is its port, and that no other program uses it", inner: error);

    private void SayGoodbye()
    {
        if (_line is null || !_isInStep)
        {
            return;
        }

        try
        {
            _line.Write(Encode("exit"));
            _ = ReadAnswer(new BoxPatience(TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(500)), isGreeting: false);
        }
        catch (Exception error) when (error is BoxLineException or BoxAnswerException or OperationCanceledException)
        {
            // The box drops what is staged and locks by itself, after some minutes.
        }
    }
}
