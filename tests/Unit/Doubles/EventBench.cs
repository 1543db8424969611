using Sidetap.Events;
using Sidetap.Model;
using Sidetap.PubSub;
using Assert = nanoFramework.TestFramework.Assert; // by its name: the desktop tests that share this file have another one

namespace Sidetap.Tests
{
    /// <summary>A log over a data set of State (an enumeration), Tool (UInt16), Load (Float), Zones (an array of three) and ToolName (a String of 8 octets).</summary>
    public sealed class EventBench
    {
        /// <summary>Fields of the data set.</summary>
        public const int State = 0;
        public const int Tool = 1;
        public const int Load = 2;
        public const int Zones = 3;
        public const int ToolName = 4;

        /// <summary>The data set.</summary>
        public readonly DataSet DataSet;

        /// <summary>The log.</summary>
        public readonly EventLog Log;

        /// <summary>Its writer.</summary>
        public readonly EventWriter Writer;

        /// <summary>The event that was read last.</summary>
        public readonly EventReader Event = new EventReader();

        /// <summary>The time; every sample is 100 ms after the one before.</summary>
        public long NowMs;

        /// <summary>The UTC time of uptime 0.</summary>
        public long UtcAtStart = 134116992000000000;

        private readonly byte[] _buffer = new byte[512];

        /// <summary>Makes a log with these events and a data set in which everything is Good and 0.</summary>
        public EventBench(EventBinding[] events)
        {
            FieldMetaData state = new FieldMetaData("State", BuiltInType.UInt32) { EnumStrings = new string[] { "Off", "Idle", "Running" } };
            DataSet = new DataSet(new FieldMetaData[]
            {
                state,
                new FieldMetaData("Tool", BuiltInType.UInt16),
                new FieldMetaData("Load", BuiltInType.Float),
                new FieldMetaData("Zones", BuiltInType.Float, 3, 0),
                new FieldMetaData("ToolName", BuiltInType.String, 0, 8),
            });
            PublisherSettings settings = new PublisherSettings { PublisherId = 0x0123456789ABCDEF };
            Writer = new EventWriter(settings.ForEvents(EventFields.Version, EventFields.Version), EventFields.Count);
            Log = new EventLog(events, DataSet, Writer);
            for (int i = 0; i < DataSet.Count; i++)
            {
                DataSet.SetStatus(i, StatusCode.Good);
            }
        }

        /// <summary>A sample; returns how many events it has brought, and reads the last one.</summary>
        public int Sample()
        {
            int count = Log.Watch(NowMs);
            for (int i = 0; i < count; i++)
            {
                int length = Log.Write(i, _buffer, 0, NowMs, UtcAtStart);
                byte[] message = new byte[length];
                System.Array.Copy(_buffer, message, length);
                string error = Event.Read(message, 8);
                Assert.IsNull(error, error);
            }

            NowMs += 100;
            return count;
        }

        /// <summary>Puts a text into the ToolName.</summary>
        public void SetToolName(string text)
        {
            byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
            DataSet.SetText(ToolName, utf8, utf8.Length);
        }

        /// <summary>Samples in which nothing is to happen.</summary>
        public void Quiet(int samples)
        {
            for (int i = 0; i < samples; i++)
            {
                Assert.AreEqual(0, Sample(), "at " + NowMs);
            }
        }
    }
}
