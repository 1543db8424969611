using System;
using nanoFramework.Hardware.Stm32;
using Sidetap.Boards.Nano;
using Sidetap.Hal;

namespace Sidetap.Boards.Stm32f769
{
    /// <summary>An STM32: its number is made of the chip's 96-bit id.</summary>
    internal sealed class Stm32System : NanoSystem
    {
        // FNV-1a: the id is text and wafer coordinates, of which neighbours differ in a few bits. Each of them should count in the low bits too.
        private const ulong OffsetBasis = 14695981039346656037;
        private const ulong Prime = 1099511628211;

        /// <summary>Reads the id and why the chip has started.</summary>
        public Stm32System()
            : base(ReadId(), ReadCause())
        {
        }

        private static ulong ReadId()
        {
            ulong number = OffsetBasis;
            try
            {
                byte[] id = Utilities.UniqueDeviceId;
                for (int i = 0; i < id.Length; i++)
                {
                    number = (number ^ id[i]) * Prime;
                }
            }
            catch (Exception)
            {
                // What there is so far: the same for all boards without an id, and not 0.
            }

            return number != 0 ? number : OffsetBasis;
        }

        private static StartCause ReadCause()
        {
            try
            {
                return Power.WakeupReason == Power.WakeupReasonType.Undetermined ? StartCause.Unknown : StartCause.DeepSleep;
            }
            catch (Exception)
            {
                return StartCause.Unknown;
            }
        }
    }
}
