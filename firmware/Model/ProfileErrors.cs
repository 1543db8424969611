using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>Says in a line why a profile is refused. Not on the way of a sample.</summary>
    public static class ProfileErrors
    {
        /// <summary>The reason and the place.</summary>
        /// <param name="error">The reason.</param>
        /// <param name="part">The part of the profile.</param>
        /// <param name="item">Which of them, from 0; -1: none in particular.</param>
        /// <returns>For example "source 3 of the profile: a parameter is out of range". Sources, fields and so on are counted from 0, as in the
        /// file.</returns>
        public static string TextOf(ProfileError error, ProfilePart part, int item)
        {
            string place = item < 0 || part == ProfilePart.Header ? "the profile: " : NameOf(part) + " " + item.ToString() + " of the profile: ";
            return place + ReasonOf(error);
        }

        /// <summary>Which channel a source wants, and which the board has: <see cref="ProfileError.NoChannel"/>.</summary>
        /// <param name="profile">The profile.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="item">The source.</param>
        /// <returns>For example "source 3 of the profile: it reads analog channel 9, and this board has 0 to 7".</returns>
        internal static string TextOfChannel(MachineProfile profile, MachineInputs inputs, int item)
        {
            SourceDescriptor source = profile.Sources[item];
            int last = BoardChannels.CountOf(inputs, source.Kind) - 1;
            return "source " + item.ToString() + " of the profile: it reads " + BoardChannels.NameOf(source.Kind) + " " + ((int)source.Parameters[0]).ToString()
                + ", and this board has " + (last == 0 ? "only 0" : "0 to " + last.ToString());
        }

        private static string NameOf(ProfilePart part)
        {
            switch (part)
            {
                case ProfilePart.Unit:
                    return "unit";

                case ProfilePart.Enumeration:
                    return "enumeration";

                case ProfilePart.Namespace:
                    return "namespace";

                case ProfilePart.Source:
                    return "source";

                case ProfilePart.Field:
                    return "field";

                default:
                    return "event";
            }
        }

        private static string ReasonOf(ProfileError error)
        {
            switch (error)
            {
                case ProfileError.TooShort:
                    return "it ends too early; send it again";

                case ProfileError.BadMagic:
                    return "this is no compiled profile; compile it with sidetap profile compile";

                case ProfileError.UnsupportedVersion:
                    return "its format is newer than this firmware";

                case ProfileError.BadLength:
                    return "it is not as long as it says; send it again";

                case ProfileError.BadCheckSum:
                    return "its check sum is wrong; send it again";

                case ProfileError.TooLong:
                    return "it is longer than 4096 octets; leave out descriptions or fields";

                case ProfileError.BadText:
                    return "a text is empty, is no UTF-8, or has characters that a name can't have";

                case ProfileError.BadNumber:
                    return "a number can't be read";

                case ProfileError.OutOfRange:
                    return "a number is out of its range";

                case ProfileError.TooMany:
                    return "there are too many or too few of them";

                case ProfileError.UnknownKind:
                    return "this firmware does not know its kind";

                case ProfileError.BadInput:
                    return "it reads a signal that no earlier source fills";

                case ProfileError.BadParameter:
                    return "a parameter is missing or out of range, or another source has what it needs";

                case ProfileError.NotOnThisBoard:
                    return "this board does not have what it needs";

                case ProfileError.BadType:
                    return "its type does not fit its signal, scaling, limits or enumeration";

                case ProfileError.BadReference:
                    return "it refers to something that is not there";

                case ProfileError.DuplicateName:
                    return "another field has the same name";

                case ProfileError.TrailingOctets:
                    return "there is something behind its end";

                case ProfileError.TooLongForFrame:
                    return "a message of all its fields, or its topic, is longer than a frame; raise MaxFrameLength or leave out fields";

                case ProfileError.NotInFixedLayout:
                    return "the fixed layout takes neither texts nor arrays; use the dynamic one";

                case ProfileError.NoState:
                    return "a state, a mode or a tool has to be a whole number or a text, and no array";

                case ProfileError.TooMuchMemory:
                    return "with it the sources' buffers take more than 24576 octets; leave out current clamps or accelerometers";

                case ProfileError.ChannelInUse:
                    return "an earlier source has its burst channel; take another one, or read that source's signals";

                case ProfileError.NoChannel:
                    return "this board does not have its channel";

                case ProfileError.ChipInUse:
                    return "an earlier source has its chip, with other settings; give both the same, or read that source's signals";

                case ProfileError.NotStored:
                    return "it could not be written to flash; the one before stays";

                default:
                    return "it is good";
            }
        }
    }
}
