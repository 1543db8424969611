namespace Sidetap.Tests.Fuzz;

/// <summary>A part of a run that depends on the seed and its number only.</summary>
internal sealed class Chapter
{
    private readonly Trace _trace = new();
    private readonly byte[] _area = new byte[Mutator.MaxLength + (2 * DecoderTarget.Guard)];
    private readonly FuzzTarget _target;
    private readonly Mutator _mutator;
    private readonly DecoderTarget _decoder;
    private readonly ClientTarget? _client;
    private readonly GatewayTarget? _gateway;

    public Chapter(ulong seed, long number, FuzzTarget target)
    {
        FastRandom random = new(new FastRandom(seed ^ ((ulong)number * 0xD1342543DE82EF95)).NextBits());
        _target = target;
        _mutator = new Mutator(random);
        _decoder = new DecoderTarget(Counts);
        _client = (target & FuzzTarget.Client) != 0 ? new ClientTarget(random, Counts, _trace) : null;
        _gateway = (target & FuzzTarget.Gateway) != 0 ? new GatewayTarget(random, Counts, _trace) : null;
    }

    public FuzzCounts Counts { get; } = new();

    /// <summary>How many rounds were begun.</summary>
    public int Rounds { get; private set; }

    /// <summary>The last frames.</summary>
    public string LastFrames => _trace.ToString();

    /// <summary>Sends so many frames to each target.</summary>
    public void Run(int rounds)
    {
        while (Rounds < rounds)
        {
            Rounds++;
            if (_client != null)
            {
                int length = _client.Make(_mutator, _area, DecoderTarget.Guard);
                Decode(length);
                Counts.Frames[1]++;
                _client.Feed(_area, DecoderTarget.Guard, length);
            }

            if (_gateway != null)
            {
                int length = _gateway.Make(_mutator, _area, DecoderTarget.Guard);
                Decode(length);
                Counts.Frames[2]++;
                _gateway.Feed(_area, DecoderTarget.Guard, length);
            }

            if (_target == FuzzTarget.Decoder)
            {
                int length = _mutator.Make(_area, DecoderTarget.Guard);
                _trace.Add("to the decoder", _area.AsSpan(DecoderTarget.Guard, length), 0);
                Decode(length);
            }
        }

        _client?.End();
        _gateway?.End();
    }

    private void Decode(int length)
    {
        if ((_target & FuzzTarget.Decoder) != 0)
        {
            Counts.Frames[0]++;
            _decoder.Feed(_area, length);
        }
    }
}
