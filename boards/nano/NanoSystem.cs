using System;
using nanoFramework.Runtime.Native;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>What a box knows of itself on any nanoCLR. The chip's number and why it has started are the board's to tell.</summary>
    public abstract class NanoSystem : ISystem
    {
        // A collection takes milliseconds on a full heap, and some tens with PSRAM.
        private const long CollectEveryMs = 10000;

        private readonly Random _random;
        private readonly byte[] _octets = new byte[4];
        private int _freeHeap;
        private long _nextCollectionMs;

        /// <summary>Makes it.</summary>
        /// <param name="uniqueId">The board's number, not 0. It seeds the random numbers too, or boards that start together would delay alike.</param>
        /// <param name="startCause">Why the board has started.</param>
        protected NanoSystem(ulong uniqueId, StartCause startCause)
        {
            UniqueId = uniqueId;
            StartCause = startCause;
            _random = new Random((int)(uniqueId ^ (uniqueId >> 32) ^ (ulong)DateTime.UtcNow.Ticks ^ (ulong)Environment.TickCount64));
        }

        /// <summary>The version of the nanoCLR; null: it does not say.</summary>
        public static Version PlatformVersion
        {
            get
            {
                try
                {
                    return SystemInfo.Version;
                }
                catch (Exception)
                {
                    return null;
                }
            }
        }

        /// <inheritdoc/>
        public ulong UniqueId { get; }

        /// <inheritdoc/>
        public StartCause StartCause { get; }

        /// <inheritdoc/>
        /// <remarks>Collects at most every ten seconds; in between the last figure.</remarks>
        public int FreeHeapOctets
        {
            get
            {
                long now = Environment.TickCount64;
                if (now >= _nextCollectionMs)
                {
                    _nextCollectionMs = now + CollectEveryMs;
                    _freeHeap = (int)nanoFramework.Runtime.Native.GC.Run(false);
                }

                return _freeHeap;
            }
        }

        /// <inheritdoc/>
        public uint NextRandom()
        {
            _random.NextBytes(_octets);
            return (uint)(_octets[0] | (_octets[1] << 8) | (_octets[2] << 16) | (_octets[3] << 24));
        }

        /// <inheritdoc/>
        public void Restart()
        {
            Power.RebootDevice();
        }
    }
}
