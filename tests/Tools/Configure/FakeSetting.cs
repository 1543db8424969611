namespace Sidetap.Tools.Tests.Configure;

/// <summary>A setting of the fake box: a row of its table.</summary>
internal sealed record FakeSetting(string Name, string Type, string Minimum, string Maximum, string Default, string Unit, string Flags, Func<string, bool> Takes)
{
    public bool IsSecret => Flags.Contains('s');

    public bool NeedsTrial => Flags.Contains('n');

    /// <summary>Some of a box's settings, with the ranges of docs/settings.md.</summary>
    public static IReadOnlyList<FakeSetting> Table { get; } =
    [
        Text("box.id", 23, "r"),
        new("uplink.kind", "choice", "0", "1", "mqttSn", "", "rn", value => value is "mqttSn" or "mqtt"),
        new("mqttSn.gateway", "address", "0", "1", "", "", "rn", value => value.Length == 0 || IsAddress(value)),
        new("mqttSn.fallbacks", "address", "0", "3", "", "", "rn", value => value.Length == 0 || (value.Split(',').Length <= 3 && value.Split(',').All(IsAddress))),
        Number("mqttSn.retries", 0, 100, "3", "", "r"),
        Number("mqttSn.keepAlive", 1, 65535, "60", "s", "r"),
        new("mqttSn.cleanSession", "switch", "0", "1", "true", "", "r", IsSwitch),
        Text("mqtt.host", 64, "rn"),
        Number("mqtt.port", 1, 65535, "1883", "", "rn"),
        Text("wifi.ssid", 32, "rn"),
        new("wifi.password", "text", "0", "64", "", "", "srn", value => value.Length is 0 or (>= 8 and <= 63)),
        new("net.dhcp", "switch", "0", "1", "true", "", "rn", IsSwitch),
        Number("time.resync", 60, 604800, "3600", "s", "-"),
        Text("time.server", 64, "r") with { Default = "pool.ntp.org" },
        Text("publish.topicPrefix", 64, "r") with { Default = "opcua" },
        Number("supervisor.ackTimeout", 0, 604800, "900", "s", "-"),
        new("console.pin", "text", "0", "8", "", "", "s", value => value.Length is 0 or (>= 4 and <= 8) && value.All(char.IsAsciiDigit)),
    ];

    private static FakeSetting Text(string name, int maximum, string flags) => new(name, "text", "0", $"{maximum}", "", "", flags, value => System.Text.Encoding.UTF8.GetByteCount(value) <= maximum);

    private static FakeSetting Number(string name, int low, int high, string usual, string unit, string flags) =>
        new(name, "number", $"{low}", $"{high}", usual, unit, flags, value => int.TryParse(value, out int number) && number >= low && number <= high);

    private static bool IsSwitch(string value) => value is "true" or "false";

    private static bool IsAddress(string value) => value.Contains(':') && System.Net.IPEndPoint.TryParse(value, out _);
}
