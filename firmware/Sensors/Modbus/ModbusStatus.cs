using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>Turns what a device says or doesn't say into OPC UA StatusCodes.</summary>
    public static class ModbusStatus
    {
        /// <summary>Exception 05, ACKNOWLEDGE: it takes longer.</summary>
        public const int Acknowledge = 5;

        /// <summary>Exception 06, SERVER DEVICE BUSY.</summary>
        public const int Busy = 6;

        /// <summary>The StatusCode of an exception that ends a round (MODBUS Application Protocol V1.1b3, 7).</summary>
        /// <param name="code">The exception code.</param>
        /// <returns>Bad_ConfigurationError for a function or register the device doesn't have, Bad_CommunicationError and Bad_NoCommunication for a gateway that can't
        /// reach it, else Bad_DeviceFailure.</returns>
        public static uint OfException(int code)
        {
            switch (code)
            {
                case 1: // ILLEGAL FUNCTION
                case 2: // ILLEGAL DATA ADDRESS
                    return StatusCode.BadConfigurationError;

                case 0x0A: // GATEWAY PATH UNAVAILABLE
                    return StatusCode.BadCommunicationError;

                case 0x0B: // GATEWAY TARGET DEVICE FAILED TO RESPOND
                    return StatusCode.BadNoCommunication;

                default: // 3 ILLEGAL DATA VALUE, 4 SERVER DEVICE FAILURE, 8 MEMORY PARITY ERROR
                    return StatusCode.BadDeviceFailure;
            }
        }

        /// <summary>The StatusCode of a round without an answer.</summary>
        /// <param name="device">The device, with this round counted.</param>
        /// <param name="isSilent">Whether nothing came at all.</param>
        /// <returns>Bad_CommunicationError when something came; else Bad_Timeout, and Bad_NoCommunication for a device that never answered or is gone.</returns>
        public static uint OfFailure(ModbusDevice device, bool isSilent)
        {
            if (!isSilent)
            {
                return StatusCode.BadCommunicationError;
            }

            return device.HasAnswered && device.FailedRounds < ModbusDevice.GoneRounds ? StatusCode.BadTimeout : StatusCode.BadNoCommunication;
        }
    }
}
