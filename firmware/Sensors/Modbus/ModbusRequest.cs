using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>One request to a device (MODBUS Application Protocol V1.1b3, 6.1 to 6.4), asked again and again, and what came of it last.</summary>
    public sealed class ModbusRequest
    {
        /// <summary>The most registers one answer holds (6.3).</summary>
        public const int MaxRegisters = 125;

        /// <summary>The most bits one answer holds (6.1).</summary>
        public const int MaxBits = 2000;

        /// <summary>The device.</summary>
        public readonly ModbusDevice Device;

        /// <summary>1 coils, 2 discrete inputs, 3 holding registers, 4 input registers.</summary>
        public readonly int Function;

        /// <summary>The first register or bit, 0..65535.</summary>
        public readonly int Start;

        /// <summary>How many registers or bits.</summary>
        public readonly int Count;

        /// <summary>The data of the last answer: registers with the high octet first, bits from the lowest one up.</summary>
        public readonly byte[] Data;

        /// <summary>What came of it: Good or Uncertain when <see cref="Data"/> can be used.</summary>
        public uint Status = StatusCode.BadWaitingForInitialData;

        /// <summary>Whether there ever was an answer.</summary>
        public bool HasData;

        /// <summary>Whether somebody waits for it to be asked.</summary>
        public bool IsWanted;

        /// <summary>Since when, in milliseconds of uptime.</summary>
        public long WantedMs;

        /// <summary>How many rounds in a row the device was busy.</summary>
        public int BusyRounds;

        /// <summary>Makes a request.</summary>
        /// <param name="device">The device.</param>
        /// <param name="function">1..4.</param>
        /// <param name="start">The first register or bit.</param>
        /// <param name="count">How many.</param>
        public ModbusRequest(ModbusDevice device, int function, int start, int count)
        {
            Device = device;
            Function = function;
            Start = start;
            Count = count;
            Data = new byte[function <= 2 ? (count + 7) / 8 : count * 2];
        }
    }
}
