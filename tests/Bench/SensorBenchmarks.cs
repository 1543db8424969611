using BenchmarkDotNet.Attributes;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Bench;

/// <summary>A current clamp's window of 800 samples, and a temperature from a thermocouple's millivolts, warm and from far off.</summary>
[MemoryDiagnoser]
public class SensorBenchmarks
{
    private const int Input = 0;
    private const int Junction = 1;

    private readonly SignalTable _signals = new(6);
    private readonly Wave _wave = new();
    private Thermocouple _thermocouple = null!;
    private CurrentClamp _clamp = null!;
    private long _nowMs;

    [Params(ThermocoupleType.K, ThermocoupleType.S)]
    public ThermocoupleType Type { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _thermocouple = new Thermocouple(_signals, 2, Input, Junction, Type);
        _clamp = new CurrentClamp(_signals, 3, _wave, 0, 30, 50, 10, 1.5f, 1.8f);
        _signals.Statuses[Input] = StatusCode.Good;
        _signals.Statuses[Junction] = StatusCode.Good;
        _signals.Values[Junction] = 25;
        _signals.Values[Input] = 5;
    }

    /// <summary>Ten cycles of 50 Hz at 4000 samples a second, and the window that they make.</summary>
    [Benchmark]
    public double ClampWindow()
    {
        _clamp.Sample(_nowMs += 200);
        return _signals.Values[3];
    }

    /// <summary>A tenth of a degree from the temperature before.</summary>
    [Benchmark]
    public double ThermocoupleSample()
    {
        _signals.Values[Input] = _signals.Values[Input] == 5 ? 5.004 : 5;
        _thermocouple.Sample(0);
        return _signals.Values[2];
    }

    /// <summary>From one end of the range to the middle.</summary>
    [Benchmark]
    public double ThermocoupleCold() => Its90.Temperature(Type, 5, Its90.Highest(Type) - 1);

    private sealed class Wave : IBurstInput
    {
        private const int Window = 800;

        private readonly float[] _samples = [.. Enumerable.Range(0, Window).Select(i => 1.65f + (0.5f * MathF.Sin(MathF.Tau * i / 80)))];
        private int _taken;

        public int ChannelCount => 1;

        public float RateOf(int channel) => 4000;

        public InputStatus Read(int channel, float[] buffer, out int count)
        {
            count = Math.Min(Window - _taken, buffer.Length);
            Array.Copy(_samples, _taken, buffer, 0, count);
            _taken = (_taken + count) % Window;
            return InputStatus.Good;
        }
    }
}
