using System;
using Sidetap.Hal;
using Sidetap.Settings;

namespace Sidetap.Model
{
    /// <summary>
    /// The box's profile in flash, in two copies. A new one is held against everything it has to meet before the first octet is written; a refused one, and one
    /// that could not be written, leaves the one there was.
    /// </summary>
    /// <remarks>Used at start and when a profile is sent to the box, which takes effect with the next start. Neither is on the way of a sample: here is
    /// allocated.</remarks>
    public sealed class ProfileStore
    {
        internal const string Name = "profile";

        private readonly TwoCopyRecord _record;
        private readonly MachineInputs _inputs;
        private readonly NodeSettings _settings;
        private readonly int _maxMessageLength;
        private readonly ProfileReader _reader = new ProfileReader();
        private MachineProfile _refused; // where the reason is one that needs it

        /// <summary>Makes a store; reads nothing yet.</summary>
        /// <param name="files">Where the copies are kept.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="settings">The box's settings.</param>
        /// <param name="maxMessageLength">The longest message a frame can carry: <see cref="Node.MaxMessageLength"/>.</param>
        public ProfileStore(IFileArea files, MachineInputs inputs, NodeSettings settings, int maxMessageLength)
        {
            _record = new TwoCopyRecord(files, Name, ProfileFormat.MaxLength);
            _inputs = inputs;
            _settings = settings;
            _maxMessageLength = maxMessageLength;
        }

        /// <summary>Why the last profile was refused; None: it was not. After <see cref="Load"/>: why the newest copy was passed over.</summary>
        public ProfileError Error { get; private set; }

        /// <summary>Where: octets from the profile's beginning; 0 when it was read and does not fit this box.</summary>
        public int ErrorOffset { get; private set; }

        /// <summary>In which part of the profile.</summary>
        public ProfilePart Part { get; private set; }

        /// <summary>In which source, field and so on, from 0; -1: none in particular.</summary>
        public int Item { get; private set; }

        /// <summary>Whether the profile that was loaded last is the built-in one.</summary>
        public bool IsBuiltIn { get; private set; }

        /// <summary>Octets of the profile that was loaded last.</summary>
        public int Length { get; private set; }

        /// <summary>The file that the profile is in that was loaded last, from <see cref="FileOffset"/> on; null for the built-in one.</summary>
        public string File { get; private set; }

        /// <summary>Where in its file a profile begins.</summary>
        public int FileOffset
        {
            get { return _record.Offset; }
        }

        /// <summary>The CRC-32 of the profile that was loaded last, all octets of it.</summary>
        /// <returns>As <see cref="ProfileInbox.Begin"/> takes it.</returns>
        public uint CheckSum()
        {
            if (IsBuiltIn)
            {
                BuiltInProfile.CopyTo(_record.Buffer, _record.Offset);
            }

            return Crc32.Of(_record.Buffer, _record.Offset, Length);
        }

        /// <summary>The refusal in a line.</summary>
        /// <returns>Reason and place.</returns>
        public string Refusal()
        {
            return Error == ProfileError.NoChannel ? ProfileErrors.TextOfChannel(_refused, _inputs, Item) : ProfileErrors.TextOf(Error, Part, Item);
        }

        /// <summary>The profile for this start: the newest copy that is whole and fits this box, else the other one, else the built-in.</summary>
        /// <returns>A profile; the built-in one is not held against the board.</returns>
        public MachineProfile Load()
        {
            int length;
            MachineProfile profile = FindCopy(out length);
            IsBuiltIn = profile == null;
            Length = IsBuiltIn ? BuiltInProfile.Length : length;
            File = IsBuiltIn ? null : _record.CurrentFile;
            return profile == null ? BuiltInProfile.Create() : profile;
        }

        /// <summary>Takes a new profile, for the next start on.</summary>
        /// <param name="octets">Holds it, compiled.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>False when it was refused or could not be written: then the one there was stays, and <see cref="Error"/> tells.</returns>
        public bool Install(byte[] octets, int offset, int length)
        {
            // The copy that the next start would take must not be the one that is written to.
            int known;
            FindCopy(out known);
            if (Read(octets, offset, length) == null)
            {
                return false;
            }

            Array.Copy(octets, offset, _record.Buffer, _record.Offset, length);
            if (!_record.Save(length))
            {
                Refuse(ProfileError.NotStored, 0, ProfilePart.Header, -1);
                return false;
            }

            return true;
        }

        /// <summary>Forgets the profile: from the next start on it is the built-in one.</summary>
        /// <returns>False when a copy could not be deleted: then the profile there was stays.</returns>
        public bool Reset()
        {
            int length;
            FindCopy(out length);
            return _record.Delete();
        }

        private MachineProfile FindCopy(out int length)
        {
            Refuse(ProfileError.None, 0, ProfilePart.Header, -1);
            if (!_record.TryLoad(out length))
            {
                return null;
            }

            MachineProfile profile = Read(_record.Buffer, _record.Offset, length);
            if (profile != null || !_record.TryLoadOther(out length))
            {
                return profile;
            }

            ProfileError error = Error;
            int offset = ErrorOffset;
            ProfilePart part = Part;
            int item = Item;
            MachineProfile refused = _refused;
            profile = Read(_record.Buffer, _record.Offset, length);
            Refuse(error, offset, part, item);
            _refused = refused;
            return profile;
        }

        private MachineProfile Read(byte[] octets, int offset, int length)
        {
            MachineProfile profile = _reader.Read(octets, offset, length);
            Refuse(_reader.Error, _reader.ErrorOffset, _reader.Part, _reader.Item);
            if (profile == null)
            {
                return null;
            }

            SourceSet sources;
            int item;
            ProfileError error = ProfileCheck.Build(profile, _inputs, out sources, out item);
            if (error == ProfileError.None)
            {
                error = ProfileCheck.Fit(profile, _settings, _maxMessageLength, out item);
            }

            Refuse(error, 0, ProfileCheck.PartOf(error), item);
            _refused = error == ProfileError.NoChannel ? profile : null;
            return error == ProfileError.None ? profile : null;
        }

        private void Refuse(ProfileError error, int offset, ProfilePart part, int item)
        {
            Error = error;
            ErrorOffset = offset;
            Part = part;
            Item = item;
        }
    }
}
