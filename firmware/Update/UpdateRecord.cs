using System;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Update
{
    /// <summary>What a box remembers of updates over restarts: the highest security counter that was in force, and the image that was tried last. Kept in "update.a" and "update.b".</summary>
    /// <remarks>Record: 1 (1 octet), how often it was tried (1), <see cref="UpdateError"/> (1), fields that were not Good before (2), security counter (4), the image's header
    /// (32); least significant octet first.</remarks>
    internal sealed class UpdateRecord
    {
        /// <summary>How often an image is tried whose trial was ended by a restart that it may have no part in.</summary>
        public const int MostTries = 3;

        private const string Name = "update";
        private const int Version = 1;
        private const int HeaderAt = 9;
        private const int Octets = HeaderAt + ImageHeader.Length;

        private readonly TwoCopyRecord _record;

        /// <summary>How often the image was tried.</summary>
        public int Tries;

        /// <summary>Why the trial ended; None: it has not, or well.</summary>
        public UpdateError Error;

        /// <summary>How many fields were not Good before it.</summary>
        public int NotGoodBefore;

        /// <summary>The highest security counter of an image that was confirmed.</summary>
        public uint Counter;

        /// <summary>The header of the image that was tried last.</summary>
        public readonly byte[] Header = new byte[ImageHeader.Length];

        /// <summary>Reads what is there.</summary>
        public UpdateRecord(IFileArea files)
        {
            _record = new TwoCopyRecord(files, Name, Octets);
            int length;
            byte[] octets = _record.Buffer;
            int at = _record.Offset;
            if (_record.TryLoad(out length) && length == Octets && octets[at] == Version)
            {
                Tries = octets[at + 1];
                Error = (UpdateError)octets[at + 2];
                NotGoodBefore = UaBinary.Get16(octets, at + 3);
                Counter = UaBinary.Get32(octets, at + 5);
                Array.Copy(octets, at + HeaderAt, Header, 0, ImageHeader.Length);
            }
        }

        /// <summary>Whether an image is tried no more.</summary>
        public bool IsGivenUp(byte[] header)
        {
            return Tries > 0 && ImageHeader.IsSame(Header, 0, header, 0) && (Tries >= MostTries || (Error != UpdateError.None && Error != UpdateError.Restarted));
        }

        /// <summary>Notes that an image is about to be tried.</summary>
        /// <returns>False when it was not saved.</returns>
        public bool NoteTry(byte[] header, int notGood)
        {
            Tries = ImageHeader.IsSame(Header, 0, header, 0) ? Tries + 1 : 1;
            Array.Copy(header, 0, Header, 0, ImageHeader.Length);
            NotGoodBefore = notGood;
            Error = UpdateError.None;
            return Save();
        }

        /// <summary>Notes how the trial ended: None for a good end.</summary>
        /// <returns>False when it was not saved.</returns>
        public bool NoteEnd(UpdateError error, uint counter)
        {
            Error = error;
            if (error == UpdateError.None)
            {
                Tries = 0;
                Counter = counter > Counter ? counter : Counter;
            }

            return Save();
        }

        private bool Save()
        {
            byte[] octets = _record.Buffer;
            int at = _record.Offset;
            octets[at] = Version;
            octets[at + 1] = (byte)Tries;
            octets[at + 2] = (byte)Error;
            UaBinary.Put16(octets, at + 3, NotGoodBefore);
            UaBinary.Put32(octets, at + 5, Counter);
            Array.Copy(Header, 0, octets, at + HeaderAt, ImageHeader.Length);
            return _record.Save(Octets);
        }
    }
}
