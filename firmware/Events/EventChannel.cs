using System;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Events
{
    /// <summary>What belongs to the publication of events: the log, its writer, its DataSetMetaData and the names of its topics.</summary>
    internal sealed class EventChannel
    {
        private EventChannel(NodeSettings settings, MachineProfile profile, PublisherSettings publisher, DataSet dataSet)
        {
            // Both versions are the class's own: the fields don't depend on the profile.
            PublisherSettings own = publisher.ForEvents(EventFields.Version, EventFields.Version);
            string name = profile.DataSetName + EventFields.NameSuffix;
            Writer = new EventWriter(own, EventFields.Count);
            Log = new EventLog(profile.Events, dataSet, Writer);
            MetaData = new MetaDataAnnouncement(own, EventFields.Create(), name, "What has happened at the machine", EventFields.ClassId());
            TopicName = TopicNames.Data(settings.TopicPrefix, publisher.PublisherId, profile.WriterGroupName, name);
            MetaDataTopicName = TopicNames.MetaData(settings.TopicPrefix, publisher.PublisherId, profile.WriterGroupName, name);
        }

        /// <summary>Makes the messages.</summary>
        public EventWriter Writer { get; }

        /// <summary>Finds out what happens.</summary>
        public EventLog Log { get; }

        /// <summary>The data set's announcement.</summary>
        public MetaDataAnnouncement MetaData { get; }

        /// <summary>Where events are published.</summary>
        public string TopicName { get; }

        /// <summary>Where their DataSetMetaData is published.</summary>
        public string MetaDataTopicName { get; }

        /// <summary>Makes what the settings ask for.</summary>
        /// <param name="settings">Settings.</param>
        /// <param name="profile">The machine.</param>
        /// <param name="publisher">Who publishes.</param>
        /// <param name="dataSet">What is looked after.</param>
        /// <param name="maxPayloadLength">The longest message in octets.</param>
        /// <returns>The channel; null where events are not published.</returns>
        /// <exception cref="ArgumentException">An event does not fit a frame, or is about no field.</exception>
        public static EventChannel Create(NodeSettings settings, MachineProfile profile, PublisherSettings publisher, DataSet dataSet, int maxPayloadLength)
        {
            bool hasTopics = settings.Qos >= 0 || (settings.EventTopicId != 0 && settings.EventMetaDataTopicId != 0);
            if (!settings.PublishesEvents || !hasTopics)
            {
                return null;
            }

            for (int i = 0; i < profile.Events.Length; i++)
            {
                if (profile.Events[i].Field < 0 || profile.Events[i].Field >= dataSet.Count)
                {
                    throw new ArgumentException("An event of this profile is about a field that there is not.");
                }
            }

            int longest = EventLength.LongestOf(profile);
            if (longest > maxPayloadLength)
            {
                throw new ArgumentException("An event of this profile does not fit a frame: MaxFrameLength has to be " + (longest + FrameWriter.PublishHeaderRoom).ToString() + " or more.");
            }

            return new EventChannel(settings, profile, publisher, dataSet);
        }
    }
}
