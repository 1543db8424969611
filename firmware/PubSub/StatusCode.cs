namespace Sidetap.PubSub
{
    /// <summary>The OPC UA StatusCodes the box reports for a field (OPC 10000-4, 7.39; OPC 10000-8, 6.3).</summary>
    public static class StatusCode
    {
        /// <summary>The value can be used.</summary>
        public const uint Good = 0;

        /// <summary>Uncertain, for no particular reason.</summary>
        public const uint Uncertain = 0x40000000;

        /// <summary>Whatever updated the value has stopped doing so.</summary>
        public const uint UncertainLastUsableValue = 0x40900000;

        /// <summary>Some of the sources a value is made of are bad; also the status of a DataSetMessage with some bad fields
        /// (OPC 10000-14, 6.2.4.2).</summary>
        public const uint UncertainSubNormal = 0x40950000;

        /// <summary>Bad, for no particular reason.</summary>
        public const uint Bad = 0x80000000;

        /// <summary>No value has been taken yet.</summary>
        public const uint BadWaitingForInitialData = 0x80320000;

        /// <summary>The reading is outside what can be measured.</summary>
        public const uint BadOutOfRange = 0x803C0000;

        /// <summary>Something about the configuration keeps the value from being of use.</summary>
        public const uint BadConfigurationError = 0x80890000;

        /// <summary>Nothing is connected.</summary>
        public const uint BadNotConnected = 0x808A0000;

        /// <summary>The device that delivers the value has failed.</summary>
        public const uint BadDeviceFailure = 0x808B0000;

        /// <summary>The sensor has failed.</summary>
        public const uint BadSensorFailure = 0x808C0000;

        private const uint SeverityMask = 0xC0000000;

        /// <summary>Whether the severity is Good.</summary>
        /// <param name="status">A StatusCode.</param>
        /// <returns>True for severity 00.</returns>
        public static bool IsGood(uint status)
        {
            return (status & SeverityMask) == 0;
        }

        /// <summary>Whether the severity is Bad.</summary>
        /// <param name="status">A StatusCode.</param>
        /// <returns>True for severity 10 and the reserved 11.</returns>
        public static bool IsBad(uint status)
        {
            return (status & Bad) != 0;
        }
    }
}
