using System;
using Sidetap.Supervisor;

namespace Sidetap.Settings
{
    /// <summary>Puts settings that need no restart (<see cref="SettingTable.NeedsRestart"/>) into the objects of a box that runs; who uses them looks there each time.</summary>
    public static class LiveSettings
    {
        /// <summary>Puts them there. Allocates nothing.</summary>
        /// <param name="values">Values of the box's own table.</param>
        /// <param name="supervisor">When the box takes itself for broken; null: there is no supervisor.</param>
        /// <param name="console">What the shell goes by.</param>
        public static void Apply(SettingValues values, SupervisorSettings supervisor, ConsoleSettings console)
        {
            if (supervisor != null)
            {
                supervisor.TimeResyncMs = 1000 * Number(values, SettingId.TimeResync);
                supervisor.AckTimeoutMs = 1000 * Number(values, SettingId.SupervisorAckTimeout);
                supervisor.StepTimeoutMs = 1000 * Number(values, SettingId.SupervisorStepTimeout);
                supervisor.NetworkTimeoutMs = 1000 * Number(values, SettingId.SupervisorNetworkTimeout);
                supervisor.LowMemoryOctets = Number(values, SettingId.SupervisorLowMemory);
                supervisor.DeepSleepSeconds = Number(values, SettingId.PowerDeepSleep);
            }

            ApplyPin(values, console);
            console.LockAfterSeconds = Number(values, SettingId.ConsoleLockAfter);
            console.TrialSeconds = Number(values, SettingId.ConsoleTrialTime);
        }

        /// <summary>Puts the PIN there, and nothing else: it counts also where the box leaves its other settings out.</summary>
        /// <param name="values">Values of the box's own table.</param>
        /// <param name="console">What the shell goes by.</param>
        public static void ApplyPin(SettingValues values, ConsoleSettings console)
        {
            int pin = values.Table.IndexOf(SettingId.ConsolePin);
            console.PinLength = values.LengthOf(pin);
            Array.Copy(values.Octets, values.OffsetOf(pin), console.Pin, 0, console.PinLength);
        }

        private static int Number(SettingValues values, int id)
        {
            return values.NumberOf(values.Table.IndexOf(id));
        }
    }
}
