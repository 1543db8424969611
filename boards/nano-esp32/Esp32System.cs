using System;
using System.Net.NetworkInformation;
using nanoFramework.Hardware.Esp32;
using Sidetap.Boards.Nano;
using Sidetap.Hal;

namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>An ESP32: its number is the MAC address of its Wi-Fi station.</summary>
    public sealed class Esp32System : NanoSystem
    {
        // Locally administered, for a chip whose address can't be read: all such boxes would be one, so it is better than none and no more.
        private const ulong WithoutAddress = 0x020000000001;

        /// <summary>Reads the address and why the chip has started.</summary>
        public Esp32System()
            : base(ReadAddress(), ReadCause())
        {
        }

        /// <summary>Whether the module has PSRAM, which takes pins of its own.</summary>
        public static bool HasPsram
        {
            get
            {
                try
                {
                    uint total;
                    uint free;
                    uint largest;
                    NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.SpiRam, out total, out free, out largest);
                    return total > 0;
                }
                catch (Exception)
                {
                    return true; // not to be known: its pins are left alone
                }
            }
        }

        private static ulong ReadAddress()
        {
            ulong other = 0;
            try
            {
                NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
                for (int i = 0; i < all.Length; i++)
                {
                    ulong address = NumberOf(all[i].PhysicalAddress);
                    if (all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211 && address != 0)
                    {
                        return address;
                    }

                    other = address != 0 ? address : other;
                }
            }
            catch (Exception)
            {
                // As if there were no interface.
            }

            return other != 0 ? other : WithoutAddress;
        }

        private static ulong NumberOf(byte[] octets)
        {
            ulong number = 0;
            for (int i = 0; octets != null && i < octets.Length && i < 6; i++)
            {
                number = (number << 8) | octets[i];
            }

            return number;
        }

        /// <summary>The chip tells managed code what ended a deep sleep, and nothing about any other start: power, reset and restart look alike.</summary>
        private static StartCause ReadCause()
        {
            try
            {
                return Sleep.GetWakeupCause() == Sleep.WakeupCause.Undefined ? StartCause.Unknown : StartCause.DeepSleep;
            }
            catch (Exception)
            {
                return StartCause.Unknown;
            }
        }
    }
}
