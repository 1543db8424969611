namespace Sidetap.Sensors
{
    /// <summary>What a Modbus master has counted.</summary>
    public sealed class ModbusStatistics
    {
        /// <summary>Requests sent, repetitions included.</summary>
        public int Requests;

        /// <summary>Repetitions.</summary>
        public int Repetitions;

        /// <summary>Answers taken.</summary>
        public int Answers;

        /// <summary>Exceptions.</summary>
        public int Exceptions;

        /// <summary>Echoes of a request that were passed over.</summary>
        public int Echoes;

        /// <summary>Requests to which nothing came in time.</summary>
        public int Timeouts;

        /// <summary>Requests to which another device answered.</summary>
        public int WrongAddress;

        /// <summary>Requests answered with another function.</summary>
        public int WrongFunction;

        /// <summary>Requests answered with another number of octets.</summary>
        public int WrongByteCount;

        /// <summary>Requests answered with octets that are no frame.</summary>
        public int BadCrc;

        /// <summary>Requests whose answer broke off.</summary>
        public int Incomplete;

        /// <summary>Octets that came when no answer was waited for: late answers, noise.</summary>
        public int StrayOctets;

        /// <summary>How often the port failed.</summary>
        public int PortFailures;
    }
}
