using nanoFramework.Runtime.InFieldUpdate;
using Sidetap.Boards.NanoV2;
using Sidetap.Hal;
using Sidetap.Tests;
using Sidetap.Update;

namespace Sidetap.NanoReference.Tests.Boards.Updates;

/// <summary>A board with slots, of either kind, that can be restarted. Version 1 runs, which was flashed.</summary>
internal abstract class SlotsBench
{
    public const int Capacity = 30000;

    /// <summary>The slots of this start.</summary>
    public IUpdateSlots Slots { get; protected set; } = null!;

    /// <summary>Major number of the version that runs.</summary>
    public abstract int Running { get; }

    public static SlotsBench Of(string kind)
    {
        SlotsBench bench = kind == "files" ? new OnFiles() : new InField();
        bench.Restart();
        return bench;
    }

    /// <summary>The next start.</summary>
    public abstract void Restart();

    /// <summary>From now on the memory fails.</summary>
    public abstract void WearOut();

    private sealed class OnFiles : SlotsBench
    {
        private readonly MemoryFiles _files = new();

        public override int Running
        {
            get
            {
                byte[] header = new byte[ImageHeader.Length];
                return Slots.ReadRunning(0, header, 0, header.Length) == header.Length ? header[ImageHeader.VersionAt] : 1;
            }
        }

        public override void Restart() => Slots = new FileSlots(_files, Capacity, FileSlots.Choose(_files));

        public override void WearOut() => _files.IsWornOut = true;
    }

    private sealed class InField : SlotsBench
    {
        public InField() => UpdateManager.Reset(TestImage.Of(1), Capacity);

        public override int Running => UpdateManager.Primary[ImageHeader.VersionAt];

        public override void Restart()
        {
            UpdateManager.Reboot();
            Slots = new InFieldUpdateSlots(Capacity);
        }

        public override void WearOut() => UpdateManager.IsWornOut = true;
    }
}
