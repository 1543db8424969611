using BenchmarkDotNet.Attributes;
using Sidetap.Analysis;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Bench;

/// <summary>A window of 1,024 samples: its features sample by sample, in one go and as a source; four amplitudes of it.</summary>
[MemoryDiagnoser]
public class AnalysisBenchmarks
{
    private const int Samples = 1024;

    private readonly float[] _window = new float[Samples];
    private readonly WindowFeatures _features = new();
    private readonly GoertzelFilter _filter = new(Samples, 50, Samples);
    private SignalTable _signals = null!;
    private SignalSource _featuresSource = null!;
    private SignalSource _goertzelSource = null!;
    private long _now;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Samples; i++)
        {
            _window[i] = (float)(230 + random.NextDouble() + Math.Sin(2 * Math.PI * 50 * i / Samples));
        }

        _signals = new SignalTable(10);
        _signals.Statuses[0] = StatusCode.Good;
        _featuresSource = Create(SourceKind.Features, 1, Samples);
        _goertzelSource = Create(SourceKind.Goertzel, 6, Samples, Samples, 25, 50, 100, 200);
    }

    [Benchmark]
    public float Features()
    {
        _features.Reset();
        foreach (var sample in _window)
        {
            _features.Add(sample);
        }

        _features.Finish();
        return _features.Kurtosis;
    }

    [Benchmark]
    public float FeaturesAtOnce()
    {
        _features.Reset();
        _features.AddAll(_window, 0, Samples);
        _features.Finish();
        return _features.Kurtosis;
    }

    [Benchmark]
    public float Amplitude()
    {
        foreach (var sample in _window)
        {
            _filter.Add(sample);
        }

        return _filter.Amplitude;
    }

    [Benchmark]
    public double FeaturesSource() => Run(_featuresSource, 5);

    [Benchmark]
    public double GoertzelSourceOfFour() => Run(_goertzelSource, 6);

    private SignalSource Create(SourceKind kind, int first, params double[] parameters)
    {
        var descriptor = new SourceDescriptor { Kind = kind, Inputs = [0], Parameters = parameters };
        return AnalysisSources.Create(descriptor, new MachineInputs(), _signals, first);
    }

    private double Run(SignalSource source, int output)
    {
        for (var i = 0; i < Samples; i++)
        {
            _signals.Values[0] = _window[i];
            source.Sample(_now++);
        }

        return _signals.Values[output];
    }
}
