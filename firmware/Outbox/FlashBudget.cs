namespace Sidetap.Outbox
{
    /// <summary>
    /// How long the flash lasts under the outbox: arithmetic for whoever chooses the settings. Nothing of it runs in the box, which counts its real writes in
    /// <see cref="NodeStatistics.FlashWrites"/>.
    /// </summary>
    /// <remarks>
    /// <para>What littlefs does, on which the figures rest. A file that was appended to and closed has its last block written anew into an erased one,
    /// whatever is added (its maintainer in littlefs-project/littlefs, issues 374 and 581): one erase a batch. A file shorter than an eighth of a block and the
    /// cache lies in the directory itself (issue 581), as a page's header does at first. The directory is a log in a pair of blocks (SPEC.md, "Metadata
    /// pairs"): a change is added to it, padded to the size that is programmed at once, and only when the block is full the other one is erased and what is
    /// still true is copied. A pair half full splits in two. Erases are spread over the free blocks at random, and pairs move after a number of erases
    /// (DESIGN.md, "Wear leveling"); blocks that hold something for ever take no part, and chance is uneven, hence <see cref="LevellingShare"/>.</para>
    /// <para>Common SPI NOR flash stands 100,000 erases of a sector of 4,096 octets and keeps its contents for 20 years (data sheets of Winbond's W25Q and
    /// Infineon's S25FL families); parts of 10,000 exist.</para>
    /// </remarks>
    public sealed class FlashBudget
    {
        /// <summary>Seconds of a year of 365.25 days.</summary>
        public const double SecondsAYear = 31557600;

        // The root directory's pair, the second one that 56 pages and some other files need, the copy that an append makes.
        private const int BlocksOfLittlefs = 2 + 2 + 1;

        // Settings, a profile, what an update notes: a block each at the most. Boot count and outbox state lie in the directory.
        private const int BlocksOfOthers = 3;

        // The end of the RAM queue divides a page's batch in two now and then: a simulated run of two days had 1.05 batches a page.
        private const double DividedBatches = 0.1;

        // Creating a page, closing its header, deleting it; and one with every batch.
        private const double ChangesAPage = 3;

        /// <summary>Messages made a second.</summary>
        public double FramesASecond = 1;

        /// <summary>The part of the time without a gateway, 0..1.</summary>
        public double OfflineShare = 0.1;

        /// <summary>Octets of a message's payload: 31 of headers, and 7 for each of some 8 fields that change.</summary>
        public int OctetsAFrame = 90;

        /// <summary>Octets of a page and of an erase block.</summary>
        public int PageOctets = NodeSettings.DefaultOutboxPageOctets;

        /// <summary>Seconds after which messages are moved to flash although they don't fill a page.</summary>
        public double SpillAfterSeconds = 60;

        /// <summary>Octets of the file area.</summary>
        public int AreaOctets = 262144;

        /// <summary>Erases that a block stands.</summary>
        public double CyclesABlock = 100000;

        /// <summary>The part of all erases of all blocks that can be had before the first block fails, 0..1.</summary>
        public double LevellingShare = 0.5;

        /// <summary>Changes of the directory that fit a block besides what it holds for good: half of 4,096 octets, programmed 128 at a time.</summary>
        public double ChangesADirectoryBlock = 16;

        /// <summary>Messages that fit a page.</summary>
        public int FramesAPage
        {
            get { return (PageOctets - PageHeader.Length) / (OctetsAFrame + OutboxRecord.HeaderLength); }
        }

        /// <summary>Appends that fill a page: one, or one whenever messages have waited for long enough.</summary>
        public double BatchesAPage
        {
            get
            {
                double waits = FramesAPage / FramesASecond / SpillAfterSeconds;
                return (waits > 1 ? waits : 1) + DividedBatches;
            }
        }

        /// <summary>Pages written a year.</summary>
        public double PagesAYear
        {
            get { return SecondsAYear * OfflineShare * FramesASecond / FramesAPage; }
        }

        /// <summary>Blocks erased a year: one a batch, and the directory's.</summary>
        public double ErasesAYear
        {
            get { return PagesAYear * (BatchesAPage + ((ChangesAPage + BatchesAPage) / ChangesADirectoryBlock)); }
        }

        /// <summary>Years until the first block may fail.</summary>
        public double Years
        {
            get { return AreaOctets / PageOctets * CyclesABlock * LevellingShare / ErasesAYear; }
        }

        /// <summary>Hours without a gateway until the oldest messages go; one page is kept free.</summary>
        public double HoursStored
        {
            get { return (PagesIn(AreaOctets) - 1) * FramesAPage / FramesASecond / 3600; }
        }

        /// <summary>Pages of a block each that fit a littlefs of blocks of 4,096 octets, besides itself and the box's other files.</summary>
        /// <param name="areaOctets">Octets of the file area.</param>
        /// <returns>0..99: what to set <see cref="NodeSettings.OutboxPages"/> to.</returns>
        public static int PagesIn(int areaOctets)
        {
            int pages = (areaOctets / NodeSettings.DefaultOutboxPageOctets) - BlocksOfLittlefs - BlocksOfOthers;
            return pages < 0 ? 0 : pages > PageStore.MaxSlots ? PageStore.MaxSlots : pages;
        }
    }
}
