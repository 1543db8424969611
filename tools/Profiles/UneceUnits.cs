using Sidetap.Profiles.Model;

namespace Sidetap.Profiles;

/// <summary>Common units of UNECE Recommendation 20, with the sign and name that OPC UA shows for them (OPC 10000-8, 5.6.3).</summary>
/// <remarks>A count has no sign here, though the published one of C62 is "1": it would be shown behind every number.</remarks>
public static class UneceUnits
{
    private static readonly string[] Table =
    [
        "2A|rad/s|radian per second", "2B|rad/s²|radian per second squared", "2N|dB|decibel", "2X|m/min|metre per minute", "2Z|mV|millivolt",
        "4H|µm|micrometre (micron)", "4K|mA|milliampere", "4O|µF|microfarad", "59|ppm|part per million", "A24|cd/m²|candela per square metre",
        "A97|hPa|hectopascal", "AD|byte|byte", "AMH|A·h|ampere hour", "AMP|A|ampere", "ANN|y|year", "B22|kA|kiloampere", "B32|kg·m²|kilogram metre squared",
        "B47|kN|kilonewton", "B48|kN·m|kilonewton metre", "B49|kΩ|kiloohm", "B75|MΩ|megaohm", "B84|µA|microampere", "B98|µs|microsecond",
        "BAR|bar|bar [unit of pressure]", "C16|mm/s|millimetre per second", "C24|mPa·s|millipascal second", "C26|ms|millisecond", "C31|mW|milliwatt", "C45|nm|nanometre",
        "C62||one", "C81|rad|radian", "CEL|°C|degree Celsius", "CLT|cl|centilitre", "CMK|cm²|square centimetre", "CMQ|cm³|cubic centimetre",
        "CMT|cm|centimetre", "COU|C|coulomb", "D10|S/m|siemens per metre", "D33|T|tesla", "D46|V·A|volt - ampere", "D61|'|minute [unit of angle]",
        "D62|\"|second [unit of angle]", "DAY|d|day", "DD|°|degree [unit of angle]", "DMQ|dm³|cubic decimetre", "E32|l/h|litre per hour",
        "E93|kg/h|kilogram per hour", "FAH|°F|degree Fahrenheit", "FAR|F|farad", "FOT|ft|foot", "G51|l/s|litre per second", "GL|g/l|gram per litre",
        "GRM|g|gram", "GV|GJ|gigajoule", "HTZ|Hz|hertz", "HUR|h|hour", "INH|in|inch", "JOU|J|joule", "KEL|K|kelvin", "KGM|kg|kilogram",
        "KGS|kg/s|kilogram per second", "KHZ|kHz|kilohertz", "KJO|kJ|kilojoule", "KMH|km/h|kilometre per hour", "KMQ|kg/m³|kilogram per cubic metre",
        "KMT|km|kilometre", "KPA|kPa|kilopascal", "KVA|kV·A|kilovolt - ampere", "KVR|kvar|kilovar", "KVT|kV|kilovolt", "KWH|kW·h|kilowatt hour",
        "KWT|kW|kilowatt", "L2|l/min|litre per minute", "LTR|l|litre", "LUM|lm|lumen", "LUX|lx|lux", "MAW|MW|megawatt", "MBR|mbar|millibar",
        "MGM|mg|milligram", "MHZ|MHz|megahertz", "MIN|min|minute [unit of time]", "MLT|ml|millilitre", "MMK|mm²|square millimetre",
        "MMQ|mm³|cubic millimetre", "MMT|mm|millimetre", "MPA|MPa|megapascal", "MQH|m³/h|cubic metre per hour", "MQS|m³/s|cubic metre per second",
        "MSK|m/s²|metre per second squared", "MTK|m²|square metre", "MTQ|m³|cubic metre", "MTR|m|metre", "MTS|m/s|metre per second",
        "MWH|MW·h|megawatt hour (1000 kW.h)", "NEW|N|newton", "NU|N·m|newton metre", "OHM|Ω|ohm", "P1|%|percent", "PAL|Pa|pascal",
        "RPM|r/min|revolutions per minute", "RPS|r/s|revolutions per second", "SEC|s|second [unit of time]", "SIE|S|siemens", "TNE|t|tonne (metric ton)",
        "VLT|V|volt", "WEB|Wb|weber", "WEE|wk|week", "WHR|W·h|watt hour", "WTT|W|watt",
    ];

    /// <summary>All units of the table, by code.</summary>
    public static IReadOnlyDictionary<string, ProfileUnit> ByCode { get; } = Table.Select(Parse).ToDictionary(unit => unit.Code, StringComparer.Ordinal);

    private static ProfileUnit Parse(string row)
    {
        string[] parts = row.Split('|');
        return new ProfileUnit(parts[0], parts[1], parts[2]);
    }
}
