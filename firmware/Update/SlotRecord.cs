using System;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Update
{
    /// <summary>What is known of two slots on a file area: which one is in use, and what the other one holds. Kept in two copies, "slots.a" and "slots.b".</summary>
    /// <remarks>Record: 1 (1 octet), slot in use (1; 255: neither), <see cref="UpdateSlotState"/> of the other (1), length of either image (2 × 4), seed of either one's check
    /// sums (2 × 4), header of the second image (32); least significant octet first.</remarks>
    internal sealed class SlotRecord
    {
        /// <summary>Neither slot: what runs was not put there as an image.</summary>
        public const int Neither = 255;

        /// <summary>Slots.</summary>
        public const int Slots = 2;

        private const string Name = "slots";
        private const int Version = 1;
        private const int LengthsAt = 3;
        private const int SeedsAt = LengthsAt + (4 * Slots);
        private const int HeaderAt = SeedsAt + (4 * Slots);
        private const int Octets = HeaderAt + ImageHeader.Length;

        private readonly TwoCopyRecord _record;

        /// <summary>The slot in use, 0, 1 or <see cref="Neither"/>.</summary>
        public int Active = Neither;

        /// <summary>How far the image in the other slot is.</summary>
        public UpdateSlotState State;

        /// <summary>Octets of the image in either slot; 0: there is none.</summary>
        public readonly int[] Lengths = new int[Slots];

        /// <summary>What the check sums in either slot begin with, so that parts of different images are told apart.</summary>
        public readonly uint[] Seeds = new uint[Slots];

        /// <summary>The header of the image in the other slot.</summary>
        public readonly byte[] Header = new byte[ImageHeader.Length];

        /// <summary>Makes one that knows nothing yet.</summary>
        public SlotRecord(IFileArea files)
        {
            _record = new TwoCopyRecord(files, Name, Octets);
        }

        /// <summary>The slot that is not in use.</summary>
        public int Other
        {
            get { return Active == 0 ? 1 : 0; }
        }

        /// <summary>Reads it; without one that makes sense, neither slot holds anything.</summary>
        public void Load()
        {
            int length;
            byte[] octets = _record.Buffer;
            int at = _record.Offset;
            bool isThere = _record.TryLoad(out length) && length == Octets && octets[at] == Version && octets[at + 2] <= (int)UpdateSlotState.Reverted
                && (octets[at + 1] < Slots || octets[at + 1] == Neither);
            Active = isThere ? octets[at + 1] : Neither;
            State = isThere ? (UpdateSlotState)octets[at + 2] : UpdateSlotState.None;
            for (int i = 0; i < Slots; i++)
            {
                int octetsThere = isThere ? (int)UaBinary.Get32(octets, at + LengthsAt + (4 * i)) : 0;
                Lengths[i] = octetsThere > 0 ? octetsThere : 0;
                Seeds[i] = isThere ? UaBinary.Get32(octets, at + SeedsAt + (4 * i)) : 0;
            }

            Array.Copy(octets, at + HeaderAt, Header, 0, ImageHeader.Length);
        }

        /// <summary>Saves it.</summary>
        /// <returns>False when the file area failed: what was saved last stands.</returns>
        public bool Save()
        {
            byte[] octets = _record.Buffer;
            int at = _record.Offset;
            octets[at] = Version;
            octets[at + 1] = (byte)Active;
            octets[at + 2] = (byte)State;
            for (int i = 0; i < Slots; i++)
            {
                UaBinary.Put32(octets, at + LengthsAt + (4 * i), (uint)Lengths[i]);
                UaBinary.Put32(octets, at + SeedsAt + (4 * i), Seeds[i]);
            }

            Array.Copy(Header, 0, octets, at + HeaderAt, ImageHeader.Length);
            return _record.Save(Octets);
        }

        /// <summary>Saves another state.</summary>
        /// <returns>False when the file area failed: state and record are what they were.</returns>
        public bool Save(UpdateSlotState state)
        {
            UpdateSlotState before = State;
            State = state;
            if (Save())
            {
                return true;
            }

            State = before;
            return false;
        }
    }
}
