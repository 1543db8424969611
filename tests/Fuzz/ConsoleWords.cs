using System.Text;

namespace Sidetap.Tests.Fuzz;

/// <summary>What comes over a shell's line: requests, with and without a checksum, keys, and noise; often damaged.</summary>
internal sealed class ConsoleWords(FastRandom random)
{
    private const int LongestNoise = 80;

    private static readonly string[] Requests =
    [
        "help", "help set", "version", "status", "describe", "describe box.id", "get", "get box.id", "get wifi.password", "show", "set box.id \"x\"", "set wifi.password",
        "set wifi.password \"open sesame\"", "set mqttSn.gateway 10.0.0.9:1883", "unset box.id", "diff", "check", "save", "revert", "confirm", "factory-reset yes", "time",
        "time set 2026-11-30T08:15:00Z", "update", "reboot", "unlock", "unlock 0000", "unlock \"12345678\"", "lock", "machine", "exit", "sensors", "calibrate clamp low 0", "profile",
        "profile begin 100 00000000", "profile block 0 00112233", "net", "net scan", "log 5",
    ];

    private static readonly string[] Keys =
    [
        "\u001b[A", "\u001b[B", "\u001b[C", "\u001b[D", "\u001b[H", "\u001b[F", "\u001b[3~", "\u001b[1;5C", "\u001bOH", "\u001b[99999999999A", "\u001b", "\t", "\t\t", "\b", "\u007f",
        "\u0001", "\u0005", "\u000b", "\u0015", "\u0017", "\u0003", "\0", "ä", "€", "é",
    ];

    /// <summary>The next octets; most of them end a line.</summary>
    public byte[] Next()
    {
        var octets = new List<byte>(Make());
        for (var damages = random.OneIn(2) ? random.Next(5) : 0; damages > 0; damages--)
        {
            Damage(octets);
        }

        if (!random.OneIn(10))
        {
            octets.AddRange(random.Next(3) switch
            {
                0 => "\r"u8,
                1 => "\n"u8,
                _ => "\r\n"u8,
            });
        }

        return [.. octets];
    }

    private byte[] Make()
    {
        switch (random.Next(8))
        {
            case 0: // noise
                var noise = new byte[random.Next(LongestNoise)];
                for (var i = 0; i < noise.Length; i++)
                {
                    noise[i] = random.NextOctet();
                }

                return noise;

            case 1: // keys
                return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => random.OneIn(3) ? "ge" : Keys[random.Next(Keys.Length)])));

            case 2: // longer than a line
                return Encoding.UTF8.GetBytes(Request() + new string(random.OneIn(2) ? ' ' : 'x', random.Next(400)));

            case 3:
                return Encoding.UTF8.GetBytes(ShellBench.Summed(Request()));

            case 4 when random.OneIn(3): // how a tool begins
                return "\u0003\rmachine"u8.ToArray();

            default:
                return Encoding.UTF8.GetBytes(Request());
        }
    }

    private string Request() => Requests[random.Next(Requests.Length)];

    private void Damage(List<byte> octets)
    {
        var at = octets.Count == 0 ? 0 : random.Next(octets.Count);
        switch (octets.Count == 0 ? 0 : random.Next(5))
        {
            case 0:
                octets.Insert(at, random.NextOctet());
                break;

            case 1:
                octets[at] ^= (byte)(1 << random.Next(8));
                break;

            case 2:
                octets.RemoveAt(at);
                break;

            case 3:
                octets.InsertRange(at, Encoding.UTF8.GetBytes(Keys[random.Next(Keys.Length)]));
                break;

            default:
                octets.RemoveRange(at, octets.Count - at);
                break;
        }
    }
}
