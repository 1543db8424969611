using Sidetap.Hal;

namespace Sidetap.Update
{
    /// <summary>What a box is told of updates over the air. Without a key or a place for images it takes none.</summary>
    public sealed class UpdateSettings
    {
        /// <summary>Octets of a key.</summary>
        public const int KeyOctets = 64;

        /// <summary>Default of <see cref="Window"/>.</summary>
        public const int DefaultWindow = 4;

        /// <summary>The most of <see cref="Window"/>.</summary>
        public const int MaxWindow = 16;

        /// <summary>Default of <see cref="TrialMs"/>.</summary>
        public const int DefaultTrialMs = 600000;

        /// <summary>The owner's public key: X and Y on P-256, 32 octets each, most significant first; null: images are not taken.</summary>
        public byte[] Key;

        /// <summary>A second one, while the owner goes over from one to the other; null: there is none.</summary>
        public byte[] NextKey;

        /// <summary>Where images are; null: the board has no place for them.</summary>
        public IUpdateSlots Slots;

        /// <summary>The board's name: images for others are refused.</summary>
        public string Board = string.Empty;

        /// <summary>The firmware's version where the running image has none of its own (<see cref="ImageHeader"/>), 8 octets.</summary>
        public byte[] Version = new byte[ImageHeader.VersionLength];

        /// <summary>The version of nanoCLR, 8 octets, on which images can depend as image 1; all 0: unknown, and such images are refused.</summary>
        public byte[] PlatformVersion = new byte[ImageHeader.VersionLength];

        /// <summary>How long a new image has to prove itself, in milliseconds.</summary>
        public int TrialMs = DefaultTrialMs;

        /// <summary>How many blocks are asked for at once, 1..<see cref="MaxWindow"/>.</summary>
        public int Window = DefaultWindow;
    }
}
