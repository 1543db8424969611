using System;
using System.IO;
using Sidetap.Boards.Nano;
using Sidetap.Hal;

namespace Sidetap.Loader
{
    /// <summary>The drive that the slots are on: the board's own flash (I:), or a card (D:) where there is none.</summary>
    internal static class SlotDrive
    {
        private const string Flash = "I:";
        private const string Card = "D:";

        /// <summary>Finds it.</summary>
        /// <returns>The drive; null: there is none.</returns>
        public static IFileArea Find()
        {
            NanoFileArea flash = new NanoFileArea(Flash);
            if (flash.IsPresent)
            {
                return flash;
            }

            try
            {
                DriveInfo.MountRemovableVolumes();
            }
            catch (Exception)
            {
                // No card, or one that can't be read.
            }

            NanoFileArea card = new NanoFileArea(Card);
            return card.IsPresent ? card : null;
        }
    }
}
