using System;
using System.Reflection;
using Sidetap.Hal;
using Sidetap.Update;

namespace Sidetap.Loader
{
    /// <summary>Starts the application of a slot: chooses the slot, loads the assemblies of its image in their order, and calls the last one's
    /// <see cref="EntryType"/>.<see cref="EntryMethod"/> with the slot's number. An image on trial has this one start; where loading it fails, the next start has the one before.</summary>
    /// <remarks>
    /// Loaded assemblies stay in the managed heap, and nothing unloads them before a restart. One that is there already is left out: the libraries that the loader itself was flashed
    /// with, which an image has in the same versions. Nothing here throws.
    /// </remarks>
    internal sealed class SlotStart
    {
        /// <summary>The type that an application begins with, in its last assembly.</summary>
        public const string EntryType = "Sidetap.Boards.Program";

        /// <summary>Its static method, which takes the slot's number and does not return.</summary>
        public const string EntryMethod = "Start";

        private readonly IFileArea _files;
        private Assembly _last;

        /// <summary>Makes it; nothing is read yet.</summary>
        /// <param name="files">Where the slots are; null: the board has no drive.</param>
        public SlotStart(IFileArea files)
        {
            _files = files;
        }

        /// <summary>The slot that was chosen; <see cref="FileSlots.NoSlot"/>: none.</summary>
        public int Slot { get; private set; } = FileSlots.NoSlot;

        /// <summary>Whether its image is on trial: then a restart brings the one before.</summary>
        public bool IsTrial { get; private set; }

        /// <summary>Why nothing could be started, for people.</summary>
        public string Fault { get; private set; } = string.Empty;

        /// <summary>Starts the application. Returns when that has failed, and <see cref="Fault"/> says why.</summary>
        public void Run()
        {
            try
            {
                MethodInfo entry = Load();
                if (entry != null)
                {
                    entry.Invoke(null, new object[] { Slot });
                    Fault = "the application has ended";
                }
            }
            catch (Exception e)
            {
                Exception inner = e.InnerException ?? e; // what a method threw that was invoked
                Fault = inner.GetType().Name + ": " + inner.Message;
            }
        }

        private MethodInfo Load()
        {
            if (_files == null)
            {
                Fault = "there is no drive";
                return null;
            }

            Slot = FileSlots.Choose(_files);
            if (Slot == FileSlots.NoSlot)
            {
                Fault = "neither slot holds an image that is whole";
                return null;
            }

            SlotRecord record = new SlotRecord(_files);
            record.Load();
            IsTrial = record.State == UpdateSlotState.Trial && Slot == record.Other;
            PackReader pack = new PackReader(new SlotFiles(_files, Slot), record.Lengths[Slot]);
            if (pack.Open())
            {
                LoadAll(pack);
            }

            if (pack.Fault != null)
            {
                Fault = pack.Fault;
                return null;
            }

            Type type = _last.GetType(EntryType);
            MethodInfo entry = type == null ? null : type.GetMethod(EntryMethod);
            if (entry == null)
            {
                Fault = "the image's last assembly has no " + EntryType + "." + EntryMethod;
            }

            return entry;
        }

        private void LoadAll(PackReader pack)
        {
            while (pack.TryNext())
            {
                Fault = pack.Name; // what is being loaded, should that end here
                _last = Loaded(pack.Name);
                if (_last == null)
                {
                    byte[] assembly = pack.Read();
                    if (assembly == null)
                    {
                        return;
                    }

                    _last = Assembly.Load(assembly);
                }

                pack.Skip();
            }
        }

        /// <summary>An assembly that is there without having been loaded here; null: it is not.</summary>
        private static Assembly Loaded(string name)
        {
            try
            {
                return Assembly.Load(name);
            }
            catch (Exception)
            {
                return null;
            }
        }
    }
}
