using Sidetap.Events;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>Holds a profile against a board, by making its sources there. Nothing is read from the board, and nothing sent to it.</summary>
    public static class ProfileCheck
    {
        private const int HeaderRoom = 64; // headers of either layout, FieldCount
        private const int StatusRoom = 7;  // what a field takes besides its value when it is Uncertain

        /// <summary>Makes a profile's sources on a board and looks whether its fields can have their signals.</summary>
        /// <param name="profile">The profile.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="sources">The sources; null when the profile is refused.</param>
        /// <param name="item">The source or field that is the reason; -1 when there is none. <see cref="PartOf"/> tells which it is.</param>
        /// <returns>Why the profile is refused, or None.</returns>
        public static ProfileError Build(MachineProfile profile, MachineInputs inputs, out SourceSet sources, out int item)
        {
            MachineInputs seen = profile.IsForAnyBoard ? ExtendedInputs.Of(inputs, profile.Sources) : inputs;
            ProfileError error;
            sources = SourceSet.Build(profile.Sources, seen, out item, out error);
            if (sources == null)
            {
                return error != ProfileError.BadParameter ? error
                    : !Has(inputs, profile.Sources[item].Kind) ? ProfileError.NotOnThisBoard
                    : BoardChannels.IsBeyond(profile.Sources[item], seen) ? ProfileError.NoChannel
                    : error;
            }

            for (item = 0; item < profile.Fields.Length; item++)
            {
                error = Check(profile.Fields[item], sources.Signals);
                if (error != ProfileError.None)
                {
                    sources = null;
                    return error;
                }
            }

            item = -1;
            return ProfileError.None;
        }

        /// <summary>What the item of a reason is that <see cref="Build"/> has given.</summary>
        /// <param name="error">The reason.</param>
        /// <returns>Source or Field.</returns>
        public static ProfilePart PartOf(ProfileError error)
        {
            switch (error)
            {
                case ProfileError.BadParameter:
                case ProfileError.NotOnThisBoard:
                case ProfileError.TooMuchMemory:
                case ProfileError.ChannelInUse:
                case ProfileError.NoChannel:
                case ProfileError.ChipInUse:
                    return ProfilePart.Source;

                default:
                    return ProfilePart.Field;
            }
        }

        /// <summary>Octets of the longest message that a profile makes of samples: a key frame in which every field is Uncertain.</summary>
        /// <param name="profile">The profile.</param>
        /// <returns>Octets, without the MQTT-SN header.</returns>
        public static int LongestMessage(MachineProfile profile)
        {
            int longest = HeaderRoom;
            for (int i = 0; i < profile.Fields.Length; i++)
            {
                longest += profile.Fields[i].MetaData.MaxValueLength + StatusRoom;
            }

            return longest;
        }

        /// <summary>Whether a box's frames can carry a profile's messages.</summary>
        /// <param name="profile">The profile.</param>
        /// <param name="settings">The box's settings.</param>
        /// <param name="maxMessageLength">The longest message a frame can carry, in octets.</param>
        /// <param name="item">The field that is the reason; -1: none in particular.</param>
        /// <returns>Why they can't, or None.</returns>
        public static ProfileError Fit(MachineProfile profile, NodeSettings settings, int maxMessageLength, out int item)
        {
            item = -1;
            string name = profile.DataSetName + (settings.PublishesEvents ? EventFields.NameSuffix : "");
            string topic = TopicNames.MetaData(settings.TopicPrefix, ulong.MaxValue, profile.WriterGroupName, name);
            int longestEvent = settings.PublishesEvents ? EventLength.LongestOf(profile) : 0;
            if (LongestMessage(profile) > maxMessageLength || longestEvent > maxMessageLength || Utf8.Length(topic) > maxMessageLength)
            {
                return ProfileError.TooLongForFrame;
            }

            for (int i = 0; settings.Layout == HeaderLayout.PeriodicFixed && i < profile.Fields.Length; i++)
            {
                FieldMetaData field = profile.Fields[i].MetaData;
                if (field.ArrayLength > 0 || field.Type == BuiltInType.String)
                {
                    item = i;
                    return ProfileError.NotInFixedLayout;
                }
            }

            return ProfileError.None;
        }

        private static ProfileError Check(FieldBinding field, SignalTable signals)
        {
            if (field.Signal < 0 || field.Signal + field.SignalCount > signals.Values.Length)
            {
                return ProfileError.BadReference;
            }

            bool isText = field.MetaData.Type == BuiltInType.String;
            for (int i = 0; i < field.SignalCount; i++)
            {
                if ((signals.Texts[field.Signal + i] != null) != isText)
                {
                    return ProfileError.BadType;
                }
            }

            return ProfileError.None;
        }

        /// <summary>Whether the board has any of what a kind of source reads.</summary>
        private static bool Has(MachineInputs inputs, SourceKind kind)
        {
            switch (kind)
            {
                case SourceKind.Analog:
                    return inputs.Analog != null;

                case SourceKind.Ads1115:
                    return inputs.I2c != null;

                case SourceKind.CurrentClamp:
                    return inputs.Burst != null;

                case SourceKind.Max31856:
                case SourceKind.Max31865:
                    return inputs.Spi != null;

                case SourceKind.Digital:
                    return inputs.Digital != null;

                case SourceKind.PulseCounter:
                case SourceKind.Quadrature:
                    return inputs.Counters != null;

                case SourceKind.Modbus:
                case SourceKind.TagReader:
                    return inputs.Serial.Length > 0;

                case SourceKind.Accelerometer:
                    return inputs.Spi != null || inputs.I2c != null;

                default:
                    return true;
            }
        }
    }
}
