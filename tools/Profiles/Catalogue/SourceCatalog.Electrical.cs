namespace Sidetap.Profiles.Catalogue;

/// <content>Kinds 10 to 29: analog channels, converters and what a voltage, a current or a resistance stands for.</content>
public static partial class SourceCatalog
{
    private const string Celsius = "CEL";

    private static SourceParameter Thermocouple() => Named("thermocouple", "Its type (IEC 60584)", null, "K", "J", "T", "N", "E", "S", "R", "B");

    private static SourceKindInfo[] Electrical() =>
    [
        new(10, "analog", "An analog channel of the board, scaled.")
        {
            Parameters = [Channel("analog channel"), Gain("gain", "Output per unit of the channel", 1), Number("offset", "What is added", "", 0)],
            OutputsOf = Always(new SourceOutput("Value")),
            OutputsText = "Value",
        },
        new(11, "ads1115", "An ADS1115 converter on I²C: four inputs to ground, or two differential pairs.")
        {
            Parameters =
            [
                Integer("address", "Its I²C address", "", 72, 75),
                Flag("differential", "AIN0 against AIN1 and AIN2 against AIN3, not each against ground", false),
                OneOf("fullScale", "Full scale of the amplifier", "V", 4.096, 6.144, 4.096, 2.048, 1.024, 0.512, 0.256),
                OneOf("rate", "Conversions a second", "1/s", 128, 8, 16, 32, 64, 128, 250, 475, 860),
            ],
            OutputsOf = shape => shape.Parameters[1] != 0
                ? [new("Diff01", "VLT"), new("Diff23", "VLT")]
                : [new("Ain0", "VLT"), new("Ain1", "VLT"), new("Ain2", "VLT"), new("Ain3", "VLT")],
            OutputsText = "Ain0, Ain1, Ain2, Ain3 (V), or Diff01, Diff23 (V)",
        },
        new(12, "linear", "A signal times a gain plus an offset.")
        {
            Inputs = [new("input", "The signal")],
            Parameters = [Gain("gain", "Output per unit of the input", 1), Number("offset", "What is added", "", 0)],
            OutputsOf = Always(new SourceOutput("Value")),
            OutputsText = "Value",
        },
        new(13, "currentLoop", "4 to 20 mA. Below 3.6 and above 21 mA is a fault (NAMUR NE 43).")
        {
            Inputs = [new("input", "The loop's current", "mA")],
            Parameters = [Number("low", "The quantity at 4 mA"), Number("high", "The quantity at 20 mA")],
            OutputsOf = Always(new SourceOutput("Value")),
            OutputsText = "Value",
            Rule = source => source.Parameters[0] == source.Parameters[1] ? "\"low\" and \"high\" are the same; give the quantity at 4 mA and the one at 20 mA" : null,
        },
        new(14, "currentClamp", "True RMS of a current clamp's wave form, direct current removed.")
        {
            Parameters =
            [
                Channel("burst channel"),
                Number("amperesPerUnit", "Current per unit of the channel", "A", 0.000001, 1_000_000),
                MainsHz(),
                Integer("cycles", "Cycles of the mains that one value is taken over", "", 1, 1000, 10),
                Number("biasLow", "Least mean voltage of a sound clamp; both bias limits 0: not checked", "V", -1_000_000, 1_000_000, 0),
                Number("biasHigh", "Greatest mean voltage of a sound clamp", "V", -1_000_000, 1_000_000, 0),
            ],
            OutputsOf = Always(new("Rms", "AMP"), new("Peak", "AMP"), new("CrestFactor")),
            OutputsText = "Rms (A), Peak (A), CrestFactor",
            Rule = source => source.Parameters[4] > source.Parameters[5] ? "\"biasLow\" is above \"biasHigh\"; exchange them" : null,
        },
        new(15, "rms", "The root mean square of a signal over a number of samples.")
        {
            Inputs = [new("input", "The signal")],
            Parameters = [Integer("samples", "Samples that one value is taken over", "", 1, 65_535)],
            OutputsOf = Always(new SourceOutput("Rms")),
            OutputsText = "Rms",
        },
        new(16, "thermocouple", "A thermocouple's voltage and its cold junction, by ITS-90.")
        {
            Inputs = [new("input", "The voltage", "mV"), new("coldJunction", "Temperature of the cold junction", "°C")],
            Parameters = [Thermocouple()],
            OutputsOf = Always(new SourceOutput("Temperature", Celsius)),
            OutputsText = "Temperature (°C)",
        },
        new(17, "max31856", "A MAX31856 thermocouple converter on SPI.")
        {
            Parameters = [SpiDevice(), Thermocouple(), MainsHz(), OneOf("averaging", "Conversions that one value is the mean of", "", 1, 1, 2, 4, 8, 16)],
            OutputsOf = Always(new("Temperature", Celsius), new("ColdJunction", Celsius)),
            OutputsText = "Temperature, ColdJunction (°C)",
        },
        new(18, "rtd", "A platinum resistor's temperature (IEC 60751).")
        {
            Inputs = [new("input", "The resistance", "Ω")],
            Parameters =
            [
                Number("r0", "Resistance at 0 °C: 100 for Pt100, 1000 for Pt1000", "Ω", 10, 10_000, 100),
                Number("leadOhms", "Resistance of both leads together, which is taken off", "Ω", 0, 1_000, 0),
            ],
            OutputsOf = Always(new SourceOutput("Temperature", Celsius)),
            OutputsText = "Temperature (°C)",
        },
        new(19, "max31865", "A MAX31865 RTD converter on SPI.")
        {
            Parameters =
            [
                SpiDevice(),
                Number("r0", "Resistance at 0 °C", "Ω", 10, 10_000, 100),
                Number("reference", "The reference resistor: 400 to 430 for Pt100, 4000 to 4300 for Pt1000", "Ω", 10, 100_000, 430),
                OneOf("wires", "Wires of the sensor", "", null, 2, 3, 4),
                MainsHz(),
            ],
            OutputsOf = Always(new("Temperature", Celsius), new("Resistance", "OHM")),
            OutputsText = "Temperature (°C), Resistance (Ω)",
        },
        new(20, "ntc", "An NTC thermistor's temperature, by the beta equation or by Steinhart and Hart's.")
        {
            Inputs = [new("input", "The resistance", "Ω")],
            Parameters =
            [
                Named("model", "The equation", 0, "beta", "steinhartHart"),
                Number("a", "beta: resistance at 25 °C in Ω; steinhartHart: A"),
                Number("b", "beta: B in K; steinhartHart: B"),
                Number("c", "steinhartHart: C", "", 0),
                Number("lowest", "Below this the sensor counts as broken", "°C", -100, 500, -40),
                Number("highest", "Above this it counts as shorted", "°C", -100, 500, 150),
            ],
            OutputsOf = Always(new SourceOutput("Temperature", Celsius)),
            OutputsText = "Temperature (°C)",
            Rule = NtcRule,
        },
        new(21, "divider", "The resistance of a sensor in a voltage divider.")
        {
            Inputs = [new("input", "Voltage in the middle of the divider", "V")],
            Parameters =
            [
                Number("seriesOhms", "The other resistor", "Ω", 1, 1_000_000_000),
                Number("supplyVolts", "Voltage across the divider", "V", 0.1, 1_000),
                Named("position", "Where the sensor is", 0, "sensorToGround", "sensorToSupply"),
            ],
            OutputsOf = Always(new SourceOutput("Resistance", "OHM")),
            OutputsText = "Resistance (Ω)",
        },
    ];

    private static string? NtcRule(SourceSettings source)
    {
        IReadOnlyList<double> values = source.Parameters;
        if (values[4] >= values[5])
        {
            return "\"lowest\" is not below \"highest\"; exchange them";
        }

        return values[0] == 0
            ? values[1] is >= 1 and <= 1e9 && values[2] is >= 100 and <= 20_000 ? null : "the beta equation needs a resistance at 25 °C of 1 to 1e9 Ω as \"a\" and a B of 100 to 20000 K as \"b\""
            : values.Skip(1).Take(3).All(one => one is >= -1 and <= 1) ? null : "Steinhart and Hart's coefficients \"a\", \"b\" and \"c\" are -1..1";
    }
}
