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
                int texts = Utf8.Length(field.Name) + LongestCauseOf(profile.Events, i) + (2 * EventText.LongestOf(field));
                longest = texts > longest ? texts : longest;
            }

            return HeaderLength + EventFields.FixedOctets + longest;
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
