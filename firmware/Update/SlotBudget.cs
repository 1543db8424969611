using Sidetap.Outbox;

namespace Sidetap.Update
{
    /// <summary>How a littlefs is shared between two slots for images and the outbox.</summary>
    /// <remarks>A part of an image is a file of one block. The directory is a row of pairs of blocks; a pair that is half full splits in two, so it is taken to hold 32 files, of some 30
    /// octets and what changes of them (SPEC.md, "Metadata pairs").</remarks>
    public static class SlotBudget
    {
        /// <summary>Octets of the longest image where the drive is large enough.</summary>
        public const int UsualCapacity = 786432;

        private const int BlockOctets = 4096;
        private const int FilesAPair = 32;

        // What the outbox has at the least: half a minute of messages a page, at one a second.
        private const int LeastPages = 8;

        /// <summary>Octets of the longest image of which a drive holds two.</summary>
        /// <param name="areaOctets">Octets of the drive.</param>
        /// <returns>0..<see cref="UsualCapacity"/>; 0: there is no room.</returns>
        public static int CapacityIn(int areaOctets)
        {
            int parts = SlotFiles.PartsOf(UsualCapacity);
            while (parts > 0 && FlashBudget.PagesIn(Rest(areaOctets, parts)) < LeastPages)
            {
                parts--;
            }

            int capacity = parts * SlotFiles.PartOctets;
            return capacity < UsualCapacity ? capacity : UsualCapacity;
        }

        /// <summary>Pages of the outbox that a drive holds besides two slots.</summary>
        /// <param name="areaOctets">Octets of the drive.</param>
        /// <param name="capacity">Octets of the longest image.</param>
        /// <returns>0..99.</returns>
        public static int PagesIn(int areaOctets, int capacity)
        {
            return FlashBudget.PagesIn(Rest(areaOctets, SlotFiles.PartsOf(capacity)));
        }

        private static int Rest(int areaOctets, int parts)
        {
            int files = 2 * parts;
            int pairs = (files + FilesAPair - 1) / FilesAPair;
            return areaOctets - ((files + (2 * pairs)) * BlockOctets);
        }
    }
}
