using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Tests;

/// <summary>Codes, UnitIds, signs and names of units as the OPC Foundation publishes them (UA-Nodeset, Schema/UNECE_to_OPCUA.csv; OPC 10000-8, 5.6.3).</summary>
[TestClass]
public sealed class UnitTests
{
    private static readonly string[] Published =
    [
        "2A|12865|rad/s|radian per second", "2B|12866|rad/s²|radian per second squared", "2N|12878|dB|decibel", "2X|12888|m/min|metre per minute",
        "2Z|12890|mV|millivolt", "4H|13384|µm|micrometre (micron)", "4K|13387|mA|milliampere", "4O|13391|µF|microfarad",
        "A24|4272692|cd/m²|candela per square metre", "A97|4274487|hPa|hectopascal", "AD|16708|byte|byte", "AMH|4279624|A·h|ampere hour", "AMP|4279632|A|ampere",
        "ANN|4279886|y|year", "B22|4338226|kA|kiloampere", "B32|4338482|kg·m²|kilogram metre squared", "B47|4338743|kN|kilonewton",
        "B48|4338744|kN·m|kilonewton metre", "B49|4338745|kΩ|kiloohm", "B75|4339509|MΩ|megaohm", "B84|4339764|µA|microampere", "B98|4340024|µs|microsecond",
        "BAR|4342098|bar|bar [unit of pressure]", "C16|4403510|mm/s|millimetre per second", "C24|4403764|mPa·s|millipascal second",
        "C26|4403766|ms|millisecond", "C31|4404017|mW|milliwatt", "C45|4404277|nm|nanometre", "C62|4404786|1|one", "C81|4405297|rad|radian",
        "CEL|4408652|°C|degree Celsius", "CLT|4410452|cl|centilitre", "CMK|4410699|cm²|square centimetre", "CMQ|4410705|cm³|cubic centimetre",
        "CMT|4410708|cm|centimetre", "COU|4411221|C|coulomb", "D10|4469040|S/m|siemens per metre", "D33|4469555|T|tesla", "D46|4469814|V·A|volt - ampere",
        "D61|4470321|'|minute [unit of angle]", "D62|4470322|\"|second [unit of angle]", "DAY|4473177|d|day", "DD|17476|°|degree [unit of angle]",
        "DMQ|4476241|dm³|cubic decimetre", "E93|4536627|kg/h|kilogram per hour", "FAH|4604232|°F|degree Fahrenheit", "FAR|4604242|F|farad",
        "FOT|4607828|ft|foot", "G51|4666673|l/s|litre per second", "GL|18252|g/l|gram per litre", "GRM|4674125|g|gram", "GV|18262|GJ|gigajoule",
        "HTZ|4740186|Hz|hertz", "HUR|4740434|h|hour", "INH|4804168|in|inch", "JOU|4869973|J|joule", "KEL|4932940|K|kelvin", "KGM|4933453|kg|kilogram",
        "KGS|4933459|kg/s|kilogram per second", "KHZ|4933722|kHz|kilohertz", "KJO|4934223|kJ|kilojoule", "KMH|4934984|km/h|kilometre per hour",
        "KMQ|4934993|kg/m³|kilogram per cubic metre", "KMT|4934996|km|kilometre", "KPA|4935745|kPa|kilopascal", "KVA|4937281|kV·A|kilovolt - ampere",
        "KVR|4937298|kvar|kilovar", "KVT|4937300|kV|kilovolt", "KWH|4937544|kW·h|kilowatt hour", "KWT|4937556|kW|kilowatt",
        "L2|19506|l/min|litre per minute", "LTR|5002322|l|litre", "LUM|5002573|lm|lumen", "LUX|5002584|lx|lux", "MAW|5062999|MW|megawatt",
        "MBR|5063250|mbar|millibar", "MGM|5064525|mg|milligram", "MHZ|5064794|MHz|megahertz", "MIN|5065038|min|minute [unit of time]",
        "MLT|5065812|ml|millilitre", "MMK|5066059|mm²|square millimetre", "MMQ|5066065|mm³|cubic millimetre", "MMT|5066068|mm|millimetre",
        "MPA|5066817|MPa|megapascal", "MQH|5067080|m³/h|cubic metre per hour", "MQS|5067091|m³/s|cubic metre per second",
        "MSK|5067595|m/s²|metre per second squared", "MTK|5067851|m²|square metre", "MTQ|5067857|m³|cubic metre", "MTR|5067858|m|metre",
        "MTS|5067859|m/s|metre per second", "MWH|5068616|MW·h|megawatt hour (1000 kW.h)", "NEW|5129559|N|newton", "NU|20053|N·m|newton metre",
        "OHM|5195853|Ω|ohm", "PAL|5259596|Pa|pascal", "RPM|5394509|r/min|revolutions per minute", "RPS|5394515|r/s|revolutions per second",
        "SEC|5457219|s|second [unit of time]", "SIE|5458245|S|siemens", "TNE|5525061|t|tonne (metric ton)", "VLT|5655636|V|volt", "WEB|5719362|Wb|weber",
        "WEE|5719365|wk|week", "WHR|5720146|W·h|watt hour", "WTT|5723220|W|watt",
    ];

    // Of UNECE Recommendation 20, and not in the OPC Foundation's table.
    private static readonly string[] NotThere = ["59|13625|ppm|part per million", "E32|4535090|l/h|litre per hour", "P1|20529|%|percent"];

    [TestMethod]
    public void EveryUnitIsThePublishedOne()
    {
        Dictionary<string, string> published = Published.Concat(NotThere).ToDictionary(row => row.Split('|')[0]);
        foreach ((string code, ProfileUnit unit) in UneceUnits.ByCode)
        {
            Assert.AreEqual(code, unit.Code);
            string sign = code == "C62" ? "1" : unit.DisplayName;
            Assert.AreEqual(published[code], $"{code}|{unit.UnitId}|{sign}|{unit.Description}");
        }

        CollectionAssert.AreEquivalent(published.Keys.ToArray(), UneceUnits.ByCode.Keys.ToArray());
        Assert.AreEqual("", UneceUnits.ByCode["C62"].DisplayName, "a count is shown without a sign");
    }

    [TestMethod]
    public void AnUnknownCodeCanBeDescribed()
    {
        string text = TestProfiles.With("\"BAR\"", "{ \"code\": \"X1\", \"displayName\": \"ch\", \"description\": \"chain\" }");
        ProfileModel profile = ProfileFile.Parse(text, "press.json").Model!;
        Assert.AreEqual(new ProfileUnit("X1", "ch", "chain"), profile.Fields[0].Unit);
        Assert.AreEqual(('X' << 8) | '1', profile.Fields[0].Unit!.UnitId);
    }
}
