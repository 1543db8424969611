namespace nanoFramework.Runtime.InFieldUpdate
{
    using System;
    using System.Linq;
    using System.Security.Cryptography;

    public enum ImageType { NanoClr = 0, Deployment = 1 }

    public enum UpdateStatus { Confirmed = 0, Testing = 1, TestPending = 2, PermanentPending = 3, RollbackPending = 4, Unknown = 255 }

    public enum UpdateSessionResult
    {
        Success = 0,
        Busy = 1,
        BadToken = 2,
        BadOffset = 3,
        TooLarge = 4,
        FlashError = 5,
        BadMagic = 6,
        SwapInFlight = 7,
        NoImage = 8,
        HeaderMismatch = 9,
        Incomplete = 10,
        BadTlv = 11,
        HashMismatch = 12,
        BadArgument = 13,
        NoSlot = 14,
    }

    public class UpdateSession
    {
        internal UpdateSession(int totalLength, int nextOffset)
        {
            TotalLength = totalLength;
            NextOffset = nextOffset;
        }

        public int TotalLength { get; }

        public int NextOffset { get; internal set; }
    }

    /// <summary>MCUboot's two slots for the application, in memory, by what the library's documents say of each verb. <see cref="Reset"/> makes a board, <see cref="Reboot"/> swaps.</summary>
    public static class UpdateManager
    {
        private const int EraseBlock = 4096;
        private const int HeaderOctets = 32;
        private const uint Magic = 0x96F3B83D;

        private static byte[] secondary = Array.Empty<byte>();
        private static int capacity;
        private static UpdateStatus status;
        private static UpdateSession open;

        /// <summary>The image that runs.</summary>
        public static byte[] Primary { get; private set; } = Array.Empty<byte>();

        /// <summary>Whether the flash fails.</summary>
        public static bool IsWornOut { get; set; }

        public static void Reset(byte[] running, int slotOctets)
        {
            Primary = running;
            secondary = Array.Empty<byte>();
            capacity = slotOctets;
            status = UpdateStatus.Confirmed;
            open = null;
            IsWornOut = false;
        }

        public static void Reboot()
        {
            open = null; // no session outlives it
            if (status == UpdateStatus.Confirmed)
            {
                return;
            }

            (Primary, secondary) = (secondary, Primary);
            status = status == UpdateStatus.TestPending ? UpdateStatus.Testing : UpdateStatus.Confirmed;
        }

        public static UpdateStatus GetStatus(ImageType image) => image == ImageType.Deployment ? status : UpdateStatus.Unknown;

        public static UpdateSessionResult StartUpdateSession(ImageType image, int totalLength, out UpdateSession session)
        {
            session = null;
            UpdateSessionResult result = CheckOpen(image, totalLength);
            if (result != UpdateSessionResult.Success)
            {
                return result;
            }

            if (IsWornOut)
            {
                return UpdateSessionResult.FlashError;
            }

            secondary = Array.Empty<byte>();
            session = open = new UpdateSession(totalLength, 0);
            return UpdateSessionResult.Success;
        }

        public static UpdateSessionResult ResumeUpdateSession(ImageType image, int totalLength, byte[] expectedHeader, out UpdateSession session)
        {
            session = null;
            UpdateSessionResult result = CheckOpen(image, totalLength);
            if (result != UpdateSessionResult.Success)
            {
                return result;
            }

            if (secondary.Length < HeaderOctets)
            {
                return UpdateSessionResult.NoImage;
            }

            if (!secondary.Take(HeaderOctets).SequenceEqual(expectedHeader) || secondary.Length > totalLength)
            {
                return UpdateSessionResult.HeaderMismatch;
            }

            // A block that may have been cut in the middle can't be written to again.
            int kept = secondary.Length == totalLength ? totalLength : (secondary.Length - 1) / EraseBlock * EraseBlock;
            if (kept == 0)
            {
                secondary = Array.Empty<byte>();
                return UpdateSessionResult.NoImage;
            }

            secondary = secondary[..kept];
            session = open = new UpdateSession(totalLength, kept);
            return UpdateSessionResult.Success;
        }

        public static UpdateSessionResult StoreImageChunk(UpdateSession session, byte[] data, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(session);
            if (session != open)
            {
                return UpdateSessionResult.BadToken;
            }

            if (count > session.TotalLength - session.NextOffset)
            {
                return UpdateSessionResult.TooLarge;
            }

            if (session.NextOffset == 0 && (count < HeaderOctets || BitConverter.ToUInt32(data, offset) != Magic))
            {
                return UpdateSessionResult.BadMagic;
            }

            if (IsWornOut)
            {
                return UpdateSessionResult.FlashError;
            }

            secondary = secondary.Concat(data.Skip(offset).Take(count)).ToArray();
            session.NextOffset += count;
            return UpdateSessionResult.Success;
        }

        public static UpdateSessionResult CompleteUpdateSession(UpdateSession session)
        {
            ArgumentNullException.ThrowIfNull(session);
            if (session != open)
            {
                return UpdateSessionResult.BadToken;
            }

            if (session.NextOffset < session.TotalLength)
            {
                return UpdateSessionResult.Incomplete;
            }

            open = null;
            UpdateSessionResult result = CheckImage(secondary);
            status = result == UpdateSessionResult.Success ? UpdateStatus.TestPending : status;
            return result;
        }

        public static UpdateSessionResult AbortUpdateSession(UpdateSession session, bool eraseSlot)
        {
            ArgumentNullException.ThrowIfNull(session);
            if (session != open)
            {
                return UpdateSessionResult.BadToken;
            }

            open = null;
            return eraseSlot ? EraseSecondaryImage(ImageType.Deployment) : UpdateSessionResult.Success;
        }

        public static UpdateSessionResult EraseSecondaryImage(ImageType image)
        {
            if (image != ImageType.Deployment)
            {
                return UpdateSessionResult.NoSlot;
            }

            if (open != null)
            {
                return UpdateSessionResult.Busy;
            }

            if (IsWornOut)
            {
                return UpdateSessionResult.FlashError;
            }

            secondary = Array.Empty<byte>();
            status = status == UpdateStatus.TestPending ? UpdateStatus.Confirmed : status; // what schedules the swap lies at the slot's end
            return UpdateSessionResult.Success;
        }

        public static bool ConfirmDeploymentImage()
        {
            if (status != UpdateStatus.Testing || IsWornOut)
            {
                return false;
            }

            status = UpdateStatus.Confirmed;
            return true;
        }

        public static bool RequestDeploymentRevert()
        {
            if (status != UpdateStatus.Testing)
            {
                return false;
            }

            status = UpdateStatus.RollbackPending;
            return true;
        }

        private static UpdateSessionResult CheckOpen(ImageType image, int totalLength)
        {
            if (totalLength <= 0)
            {
                throw new ArgumentOutOfRangeException(nameof(totalLength));
            }

            return image != ImageType.Deployment ? UpdateSessionResult.NoSlot
                : status != UpdateStatus.Confirmed ? UpdateSessionResult.SwapInFlight
                : totalLength > capacity ? UpdateSessionResult.TooLarge
                : UpdateSessionResult.Success;
        }

        /// <summary>The TLV area's SHA-256 (type 0x10) against the octets before the unprotected TLVs.</summary>
        private static UpdateSessionResult CheckImage(byte[] image)
        {
            int signed = BitConverter.ToUInt16(image, 8) + BitConverter.ToInt32(image, 12) + BitConverter.ToUInt16(image, 10);
            if (signed < HeaderOctets || signed + 4 > image.Length || BitConverter.ToUInt16(image, signed) != 0x6907)
            {
                return UpdateSessionResult.BadTlv;
            }

            for (int at = signed + 4; at + 4 <= image.Length; at += 4 + BitConverter.ToUInt16(image, at + 2))
            {
                if (BitConverter.ToUInt16(image, at) == 0x10)
                {
                    return SHA256.HashData(image.AsSpan(0, signed)).AsSpan().SequenceEqual(image.AsSpan(at + 4, 32)) ? UpdateSessionResult.Success : UpdateSessionResult.HashMismatch;
                }
            }

            return UpdateSessionResult.BadTlv;
        }
    }
}
