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

        /// <summary>The value is kept from an earlier time; nothing has confirmed it yet.</summary>
        public const uint UncertainInitialValue = 0x40920000;

        /// <summary>The sensor is known to be less accurate than it should be: at a limit of its range, or not calibrated.</summary>
        public const uint UncertainSensorNotAccurate = 0x40930000;

        /// <summary>The value is outside the range of its engineering unit.</summary>
        public const uint UncertainEngineeringUnitsExceeded = 0x40940000;

        /// <summary>Some of the sources a value is made of are bad; also the status of a DataSetMessage with some bad fields
        /// (OPC 10000-14, 6.2.4.2).</summary>
        public const uint UncertainSubNormal = 0x40950000;

        /// <summary>Bad, for no particular reason.</summary>
        public const uint Bad = 0x80000000;

        /// <summary>The device answered, but not with what it should.</summary>
        public const uint BadCommunicationError = 0x80050000;

        /// <summary>The device did not answer in time.</summary>
        public const uint BadTimeout = 0x800A0000;

        /// <summary>There was communication with the device, and there is none now, or never was any.</summary>
        public const uint BadNoCommunication = 0x80310000;

        /// <summary>No value has been taken yet.</summary>
        public const uint BadWaitingForInitialData = 0x80320000;

        /// <summary>The reading is outside what can be measured.</summary>
        public const uint BadOutOfRange = 0x803C0000;

        /// <summary>The board can't tell this at all.</summary>
        public const uint BadNotSupported = 0x803D0000;

        /// <summary>Something about the configuration keeps the value from being of use.</summary>
        public const uint BadConfigurationError = 0x80890000;

        /// <summary>The value should come from somewhere, and was never configured to. A broken wire is <see cref="BadSensorFailure"/>.</summary>
        public const uint BadNotConnected = 0x808A0000;

        /// <summary>The device that delivers the value has failed.</summary>
        public const uint BadDeviceFailure = 0x808B0000;

        /// <summary>The sensor has failed.</summary>
        public const uint BadSensorFailure = 0x808C0000;

        /// <summary>InfoType DataValue: the limit bits below count (OPC 10000-4, 7.39.1).</summary>
        public const uint DataValueInfo = 0x00000400;

        /// <summary>LimitBits Low: the value is at or below the low limit, and can't go further down.</summary>
        public const uint LimitLow = DataValueInfo | 0x00000100;

        /// <summary>LimitBits High: the value is at or above the high limit.</summary>
        public const uint LimitHigh = DataValueInfo | 0x00000200;

        /// <summary>The bits of <see cref="LimitLow"/> and <see cref="LimitHigh"/>.</summary>
        public const uint LimitMask = LimitLow | LimitHigh;

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
