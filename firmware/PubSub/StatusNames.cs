namespace Sidetap.PubSub
{
    /// <summary>StatusCodes by the names that OPC UA has for them (OPC 10000-6, A.2), for people.</summary>
    public static class StatusNames
    {
        private const uint CodeMask = 0xFFFF0000;

        /// <summary>The name of a StatusCode, without its bits.</summary>
        /// <param name="status">A StatusCode.</param>
        /// <returns>For example "BadSensorFailure"; of a code that the box does not use, its severity.</returns>
        public static string NameOf(uint status)
        {
            switch (status & CodeMask)
            {
                case StatusCode.Good:
                    return "Good";

                case StatusCode.UncertainLastUsableValue:
                    return "UncertainLastUsableValue";

                case StatusCode.UncertainInitialValue:
                    return "UncertainInitialValue";

                case StatusCode.UncertainSensorNotAccurate:
                    return "UncertainSensorNotAccurate";

                case StatusCode.UncertainEngineeringUnitsExceeded:
                    return "UncertainEngineeringUnitsExceeded";

                case StatusCode.UncertainSubNormal:
                    return "UncertainSubNormal";

                case StatusCode.BadCommunicationError:
                    return "BadCommunicationError";

                case StatusCode.BadTimeout:
                    return "BadTimeout";

                case StatusCode.BadNoCommunication:
                    return "BadNoCommunication";

                case StatusCode.BadWaitingForInitialData:
                    return "BadWaitingForInitialData";

                case StatusCode.BadOutOfRange:
                    return "BadOutOfRange";

                case StatusCode.BadNotSupported:
                    return "BadNotSupported";

                case StatusCode.BadConfigurationError:
                    return "BadConfigurationError";

                case StatusCode.BadNotConnected:
                    return "BadNotConnected";

                case StatusCode.BadDeviceFailure:
                    return "BadDeviceFailure";

                case StatusCode.BadSensorFailure:
                    return "BadSensorFailure";

                default:
                    return StatusCode.IsGood(status) ? "Good" : StatusCode.IsBad(status) ? "Bad" : "Uncertain";
            }
        }

        /// <summary>What its limit bits say (OPC 10000-4, 7.39.1).</summary>
        /// <param name="status">A StatusCode.</param>
        /// <returns>"Low", "High", "Constant", or nothing.</returns>
        public static string LimitOf(uint status)
        {
            switch (status & StatusCode.LimitMask)
            {
                case StatusCode.LimitLow:
                    return "Low";

                case StatusCode.LimitHigh:
                    return "High";

                case StatusCode.LimitMask:
                    return "Constant";

                default:
                    return string.Empty;
            }
        }
    }
}
