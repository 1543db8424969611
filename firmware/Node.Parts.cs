using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap
{
    /// <content>What somebody who looks into a box from outside wants to see of it.</content>
    public sealed partial class Node
    {
        /// <summary>What the machine is. Its sources' descriptions may be gone; <see cref="Sources"/> knows what is left of them.</summary>
        public MachineProfile Profile { get; }

        /// <summary>The sources, with their signals.</summary>
        public SourceSet Sources { get; }

        /// <summary>The signals' corrections.</summary>
        public Calibration Calibration { get; }

        private static uint CountBoot(IFileArea files)
        {
            TwoCopyRecord record = new TwoCopyRecord(files, BootRecord, 4);
            int length;
            uint count = 0;
            if (record.TryLoad(out length) && length == 4)
            {
                count = UaBinary.Get32(record.Buffer, record.Offset);
            }

            count++;
            UaBinary.Put32(record.Buffer, record.Offset, count);
            return record.Save(4) ? count : 0;
        }
    }
}
