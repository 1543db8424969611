using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Events
{
    /// <summary>How long a profile's events can get, so that what does not fit a frame is refused before anything happens.</summary>
    public static class EventLength
    {
        // Headers with a PublisherId of eight octets, and FieldCount.
        private const int HeaderLength = 33;

        /// <summary>Finds the longest event of a profile.</summary>
        /// <param name="profile">The profile; its events are about fields that there are.</param>
        /// <returns>Octets of the message.</returns>
        public static int LongestOf(MachineProfile profile)
        {
            int longest = Utf8.Length(EventLog.StartSource);
            for (int i = 0; i < profile.Fields.Length; i++)
            {
                FieldMetaData field = profile.Fields[i].MetaData;
                int texts = Utf8.Length(field.Name) + LongestCauseOf(profile.Events, i) + (2 * LongestTextOf(profile.Events, i, field));
                longest = texts > longest ? texts : longest;
            }

            return HeaderLength + EventFields.FixedOctets + longest;
        }

        /// <summary>Octets of the longest text of a field's events. A String's own text is in those of its value only.</summary>
        private static int LongestTextOf(EventBinding[] events, int index, FieldMetaData field)
        {
            int longest = EventText.LongestOf(field);
            for (int i = 0; i < events.Length && field.Type == BuiltInType.String; i++)
            {
                bool isOfText = events[i].Field == index && ValueWatch.IsOfValue(events[i].Kind);
                longest = isOfText && field.MaxStringLength > longest ? field.MaxStringLength : longest;
            }

            return longest;
        }

        private static int LongestCauseOf(EventBinding[] events, int field)
        {
            int longest = 0;
            for (int i = 0; i < events.Length; i++)
            {
                int length = events[i].Field == field && events[i].Cause != null ? Utf8.Length(events[i].Cause) : 0;
                longest = length > longest ? length : longest;
            }

            return longest;
        }
    }
}
