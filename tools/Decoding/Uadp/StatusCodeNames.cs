namespace Sidetap.Decoding.Uadp;

/// <summary>Names of the StatusCodes a reader of telemetry meets (OPC 10000-4, 7.39; OPC 10000-6, A.2).</summary>
public static class StatusCodeNames
{
    private static readonly Dictionary<uint, string> Names = new()
    {
        [0x00000000] = "Good",
        [0x00960000] = "GoodLocalOverride",
        [0x40000000] = "Uncertain",
        [0x408F0000] = "UncertainNoCommunicationLastUsableValue",
        [0x40900000] = "UncertainLastUsableValue",
        [0x40910000] = "UncertainSubstituteValue",
        [0x40920000] = "UncertainInitialValue",
        [0x40930000] = "UncertainSensorNotAccurate",
        [0x40940000] = "UncertainEngineeringUnitsExceeded",
        [0x40950000] = "UncertainSubNormal",
        [0x80000000] = "Bad",
        [0x80050000] = "BadCommunicationError",
        [0x800A0000] = "BadTimeout",
        [0x80310000] = "BadNoCommunication",
        [0x80320000] = "BadWaitingForInitialData",
        [0x803A0000] = "BadNotReadable",
        [0x803C0000] = "BadOutOfRange",
        [0x803D0000] = "BadNotSupported",
        [0x803E0000] = "BadNotFound",
        [0x80890000] = "BadConfigurationError",
        [0x808A0000] = "BadNotConnected",
        [0x808B0000] = "BadDeviceFailure",
        [0x808C0000] = "BadSensorFailure",
        [0x808D0000] = "BadOutOfService",
    };

    /// <summary>The code's name; its low 16 bits, which only add details, don't count.</summary>
    /// <param name="status">A StatusCode.</param>
    /// <returns>For example "BadSensorFailure"; the severity and the number for a code without an entry here.</returns>
    public static string Of(uint status)
    {
        if (Names.TryGetValue(status & 0xFFFF0000, out string? name))
        {
            return (status & 0xFFFF) == 0 ? name : $"{name} (0x{status:X8})";
        }

        string severity = IsBad(status) ? "Bad" : IsUncertain(status) ? "Uncertain" : "Good";
        return $"{severity} (0x{status:X8})";
    }

    /// <summary>Whether the severity is Bad.</summary>
    /// <param name="status">A StatusCode.</param>
    /// <returns>True for severity 10 and the reserved 11.</returns>
    public static bool IsBad(uint status) => (status & 0x80000000) != 0;

    /// <summary>Whether the severity is Uncertain.</summary>
    /// <param name="status">A StatusCode.</param>
    /// <returns>True for severity 01.</returns>
    public static bool IsUncertain(uint status) => (status & 0xC0000000) == 0x40000000;
}
