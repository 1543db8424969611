using Sidetap.Hal;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>A bus with ADS1115 on it (data sheet SBAS444: registers 9.6): volts at each input, ranges and clipping as the chip has them.</summary>
internal sealed class AdsChip : II2cBus
{
    private const int ConversionMs = 2;
    private readonly TestClock clock;
    private readonly Dictionary<int, (int Configuration, long StartedMs)> conversions = [];

    public AdsChip(TestClock clock) => this.clock = clock;

    /// <summary>Volts by address and input.</summary>
    public Dictionary<(int Address, int Input), double> Volts { get; } = [];

    public HashSet<int> Present { get; } = [72];

    /// <summary>Every conversion: address, input, range code.</summary>
    public List<(int Address, int Input, int Range)> Started { get; } = [];

    public int Transfers { get; private set; }

    public bool Transfer(int address, byte[] write, int writeLength, byte[] read, int readLength)
    {
        Transfers++;
        if (!Present.Contains(address))
        {
            return false;
        }

        if (writeLength == 3 && write[0] == 1)
        {
            int configuration = (write[1] << 8) | write[2];
            conversions[address] = (configuration, clock.UptimeMs);
            Started.Add((address, ((configuration >> 12) & 7) - 4, (configuration >> 9) & 7));
        }
        else if (writeLength == 1 && write[0] == 0 && readLength == 2)
        {
            int code = Code(address);
            read[0] = (byte)(code >> 8);
            read[1] = (byte)code;
        }

        return true;
    }

    private int Code(int address)
    {
        (int configuration, long started) = conversions[address];

        // Single shot, 860 a second: a result read too early would be the one before.
        if ((configuration & 0x8100) != 0x8100 || clock.UptimeMs - started < ConversionMs)
        {
            return 0x1234;
        }

        double fullScale = ((configuration >> 9) & 7) == 0 ? 6.144 : 8.192 / (1 << ((configuration >> 9) & 7));
        double volts = Volts.GetValueOrDefault((address, ((configuration >> 12) & 7) - 4));
        return (int)Math.Clamp(Math.Round(volts / fullScale * 32768), short.MinValue, short.MaxValue);
    }
}
