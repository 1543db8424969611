using Sidetap.Events;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Settings;

namespace Sidetap.Model
{
    /// <summary>
    /// Reads a compiled profile (<see cref="ProfileFormat"/>), which may be anything: it is refused with a reason and a place, and never throws. Whether a board
    /// can have what it wants is <see cref="ProfileCheck"/>'s business.
    /// </summary>
    public sealed class ProfileReader
    {
        private ProfileCursor _cursor;
        private MachineProfile _profile;
        private EngineeringUnit[] _units;
        private string[][] _enumerations;
        private int _signals;

        /// <summary>Why the last profile was refused; None: it was not.</summary>
        public ProfileError Error { get; private set; }

        /// <summary>Where: octets from its beginning to the first one that is wrong.</summary>
        public int ErrorOffset { get; private set; }

        /// <summary>In which part.</summary>
        public ProfilePart Part { get; private set; }

        /// <summary>In which source, field and so on, from 0; -1 in the header.</summary>
        public int Item { get; private set; }

        /// <summary>Reads a profile.</summary>
        /// <param name="octets">Holds it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>The profile; null when it is refused.</returns>
        public MachineProfile Read(byte[] octets, int offset, int length)
        {
            Begin(ProfilePart.Header, -1);
            int at;
            Error = CheckEnvelope(octets, offset, length, out at);
            ErrorOffset = at;
            if (Error != ProfileError.None)
            {
                return null;
            }

            _cursor = new ProfileCursor(octets, offset, offset + ProfileFormat.ContentAt, offset + length);
            _profile = new MachineProfile();
            _signals = 0;
            ReadHeader();
            ReadUnits();
            ReadEnumerations();
            ReadNamespaces();
            ReadSources();
            ReadFields();
            ReadEvents();
            if (!_cursor.IsAtEnd && !_cursor.Failed)
            {
                Begin(ProfilePart.Header, -1);
                _cursor.Fail(ProfileError.TrailingOctets, _cursor.At);
            }

            Error = _cursor.Error;
            ErrorOffset = _cursor.ErrorOffset;
            MachineProfile profile = Error == ProfileError.None ? _profile : null;
            _profile = null;
            _cursor = null;
            return profile;
        }

        private static ProfileError CheckEnvelope(byte[] octets, int offset, int length, out int at)
        {
            at = 0;
            if (length > ProfileFormat.MaxLength)
            {
                return ProfileError.TooLong;
            }

            if (length < 3)
            {
                return ProfileError.TooShort;
            }

            if (octets[offset] != 'S' || octets[offset + 1] != 'T' || octets[offset + 2] != 'P')
            {
                return ProfileError.BadMagic;
            }

            at = 3;
            if (length < ProfileFormat.ContentAt)
            {
                return ProfileError.TooShort;
            }

            if (octets[offset + 3] != ProfileFormat.Version)
            {
                return ProfileError.UnsupportedVersion;
            }

            at = ProfileFormat.LengthAt;
            if (UaBinary.Get16(octets, offset + at) != length)
            {
                return ProfileError.BadLength;
            }

            at = ProfileFormat.CheckSumAt;
            uint sum = Crc32.Of(octets, offset + ProfileFormat.ContentAt, length - ProfileFormat.ContentAt);
            return UaBinary.Get32(octets, offset + at) == sum ? ProfileError.None : ProfileError.BadCheckSum;
        }

        /// <summary>Says what is read now, for the case that it is wrong.</summary>
        private void Begin(ProfilePart part, int item)
        {
            if (_cursor == null || !_cursor.Failed)
            {
                Part = part;
                Item = item;
            }
        }

        private void ReadHeader()
        {
            _profile.MajorVersion = _cursor.Take32();
            _profile.MinorVersion = _cursor.Take32();
            _profile.DataSetName = TakeLevel();
            _profile.WriterGroupName = TakeLevel();
            _profile.Category = _cursor.TakeText(0, ProfileFormat.MaxTextOctets);
            _profile.Description = _cursor.TakeOptional();
            _profile.SamplingIntervalMs = _cursor.TakeRange(ProfileFormat.MinSamplingMs, ProfileFormat.MaxSamplingMs);
            _profile.KeyFrameIntervalMs = _cursor.TakeRange(_profile.SamplingIntervalMs, ProfileFormat.MaxIntervalMs);
            _profile.KeepAliveMs = _cursor.TakeRange(_profile.SamplingIntervalMs, ProfileFormat.MaxIntervalMs);
        }

        private void ReadUnits()
        {
            _units = new EngineeringUnit[_cursor.TakeCount(0, ProfileFormat.MaxEntries, 3)];
            for (int i = 0; i < _units.Length && !_cursor.Failed; i++)
            {
                Begin(ProfilePart.Unit, i);
                int at = _cursor.At;
                string code = _cursor.TakeText(1, 4);
                for (int j = 0; j < code.Length; j++)
                {
                    if (code[j] > '~')
                    {
                        _cursor.Fail(ProfileError.BadText, at);
                    }
                }

                string displayName = _cursor.TakeText(0, ProfileFormat.MaxNameOctets);
                _units[i] = new EngineeringUnit(code, displayName, _cursor.TakeText(0, ProfileFormat.MaxTextOctets));
            }
        }

        private void ReadEnumerations()
        {
            Begin(ProfilePart.Header, -1);
            _enumerations = new string[_cursor.TakeCount(0, ProfileFormat.MaxEntries, 2)][];
            for (int i = 0; i < _enumerations.Length && !_cursor.Failed; i++)
            {
                Begin(ProfilePart.Enumeration, i);
                string[] names = new string[_cursor.TakeCount(1, ProfileFormat.MaxEntries, 1)];
                for (int j = 0; j < names.Length && !_cursor.Failed; j++)
                {
                    names[j] = _cursor.TakeText(0, ProfileFormat.MaxNameOctets);
                }

                _enumerations[i] = names;
            }
        }

        private void ReadNamespaces()
        {
            Begin(ProfilePart.Header, -1);
            _profile.Namespaces = new string[_cursor.TakeCount(0, ProfileFormat.MaxEntries, 2)];
            for (int i = 0; i < _profile.Namespaces.Length && !_cursor.Failed; i++)
            {
                Begin(ProfilePart.Namespace, i);
                _profile.Namespaces[i] = _cursor.TakeText(1, ProfileFormat.MaxTextOctets);
            }
        }

        private void ReadSources()
        {
            Begin(ProfilePart.Header, -1);
            _profile.Sources = new SourceDescriptor[_cursor.TakeCount(0, SignalTable.MaxSignals, 4)];
            for (int i = 0; i < _profile.Sources.Length && !_cursor.Failed; i++)
            {
                Begin(ProfilePart.Source, i);
                _profile.Sources[i] = ReadSource();
            }
        }

        private SourceDescriptor ReadSource()
        {
            int from = _cursor.At;
            int kind = _cursor.Take8();
            if (!SourceFactory.IsKind(kind))
            {
                _cursor.Fail(ProfileError.UnknownKind, from);
            }

            SourceDescriptor source = new SourceDescriptor { Kind = (SourceKind)kind };
            source.IntervalMs = _cursor.TakeRange(0, ProfileFormat.MaxIntervalMs);
            source.Inputs = new int[_cursor.TakeCount(0, 255, 1)];
            for (int i = 0; i < source.Inputs.Length; i++)
            {
                int at = _cursor.At;
                source.Inputs[i] = _cursor.Take8();
                if (source.Inputs[i] >= _signals && source.Inputs[i] != SignalTable.None)
                {
                    _cursor.Fail(ProfileError.BadInput, at);
                }
            }

            source.Parameters = new double[_cursor.TakeCount(0, 255, 1)];
            for (int i = 0; i < source.Parameters.Length; i++)
            {
                source.Parameters[i] = _cursor.TakeNumber();
            }

            int outputs = _cursor.Failed ? 0 : SourceFactory.OutputsOf(source);
            if (outputs == 0)
            {
                _cursor.Fail(ProfileError.BadParameter, from);
            }

            _signals += outputs;
            if (_signals > SignalTable.MaxSignals)
            {
                _cursor.Fail(ProfileError.TooMany, from);
            }

            return source;
        }

        private void ReadFields()
        {
            Begin(ProfilePart.Header, -1);
            _profile.Fields = new FieldBinding[_cursor.TakeCount(1, ProfileFormat.MaxFields, 7)];
            ProfileFieldReader reader = new ProfileFieldReader(_cursor, _units, _enumerations, _profile.Namespaces.Length, _signals);
            for (int i = 0; i < _profile.Fields.Length && !_cursor.Failed; i++)
            {
                Begin(ProfilePart.Field, i);
                int at = _cursor.At;
                FieldBinding field = reader.Read();
                for (int j = 0; j < i; j++)
                {
                    if (_profile.Fields[j].MetaData.Name == field.MetaData.Name)
                    {
                        _cursor.Fail(ProfileError.DuplicateName, at);
                    }
                }

                _profile.Fields[i] = field;
            }
        }

        private void ReadEvents()
        {
            Begin(ProfilePart.Header, -1);
            _profile.Events = new EventBinding[_cursor.TakeCount(0, EventBinding.MaxEvents, 5)];
            for (int i = 0; i < _profile.Events.Length && !_cursor.Failed; i++)
            {
                Begin(ProfilePart.Event, i);
                int at = _cursor.At;
                int kind = _cursor.Take8();
                if (kind > (int)EventKind.Limit)
                {
                    _cursor.Fail(ProfileError.UnknownKind, at);
                }

                int fieldAt = _cursor.At;
                int field = _cursor.TakeIndex(_profile.Fields.Length);
                at = _cursor.At;
                int severity = _cursor.Take16();
                if (severity < 1 || severity > ProfileFormat.MaxSeverity)
                {
                    _cursor.Fail(ProfileError.OutOfRange, at);
                }

                if (!_cursor.Failed && ValueWatch.IsOfValue((EventKind)kind) && !IsState(_profile.Fields[field].MetaData))
                {
                    _cursor.Fail(ProfileError.NoState, fieldAt);
                }

                _profile.Events[i] = new EventBinding((EventKind)kind, field, severity, _cursor.TakeOptional());
            }
        }

        /// <summary>Whether a field can be a state, a mode or a tool: what measures has another value with every sample, and an array has no one value.</summary>
        private static bool IsState(FieldMetaData field)
        {
            return field.ArrayLength == 0 && field.Type != BuiltInType.Float && field.Type != BuiltInType.Double;
        }

        private string TakeLevel()
        {
            int at = _cursor.At;
            string name = _cursor.TakeText(1, ProfileFormat.MaxNameOctets);
            if (!TopicNames.IsLevel(name))
            {
                _cursor.Fail(ProfileError.BadText, at);
            }

            return name;
        }
    }
}
