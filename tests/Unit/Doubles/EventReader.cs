using System.Text;
using Sidetap.PubSub;

namespace Sidetap.Tests
{
    /// <summary>Reads an event message as OPC 10000-14, 7.2.4.5.7 has it, with the fields of the box's log in their order.</summary>
    public sealed class EventReader
    {
        private const double Null = double.NaN;

        /// <summary>The sequence number of the message.</summary>
        public int SequenceNumber;

        /// <summary>The timestamp of the message.</summary>
        public long Timestamp;

        /// <summary>The fields.</summary>
        public long Time;
        public uint EventNumber;
        public int Kind;
        public string SourceName;
        public double OldValue;
        public double NewValue;
        public uint OldValueStatus;
        public uint NewValueStatus;
        public string OldText;
        public string NewText;
        public uint OldStatus;
        public uint NewStatus;
        public int Severity;
        public string Cause;
        public uint Suppressed;

        private byte[] _octets;
        private int _at;
        private uint _status;

        /// <summary>Whether a message is an event of a publisher whose id is a UInt64.</summary>
        public static bool IsEvent(byte[] octets)
        {
            return octets.Length > 31 && octets[0] == 0xD1 && octets[1] == 0x03 && (octets[14] & 15) == 2;
        }

        /// <summary>Whether a value is none: its Variant is null, or a StatusCode.</summary>
        public static bool IsNull(double value)
        {
            return !(value - value == 0);
        }

        /// <summary>Reads a message with a PublisherId of so many octets; returns null, or what is wrong with it.</summary>
        public string Read(byte[] octets, int idOctets)
        {
            _octets = octets;
            int at = 2 + idOctets;
            bool hasFlags = octets[0] == 0xD1 && octets[1] == (idOctets == 8 ? 3 : 1) && octets[at] == 1 && octets[at + 1] == 2 && octets[at + 2] == 0;
            at += 3;
            if (!hasFlags || octets[at] != 0xD9 || octets[at + 1] != 0x12)
            {
                return "the headers";
            }

            SequenceNumber = UaBinary.Get16(octets, at + 2);
            Timestamp = (long)UaBinary.Get64(octets, at + 4);
            if (UaBinary.Get16(octets, at + 12) != 0 || UaBinary.Get16(octets, at + 18) != 13)
            {
                return "Status or FieldCount";
            }

            _at = at + 20;
            Time = (long)Get(13, 8);
            EventNumber = (uint)Get(7, 4);
            Kind = (int)Get(6, 4);
            SourceName = Text();
            OldValue = Number();
            OldValueStatus = _status;
            NewValue = Number();
            NewValueStatus = _status;
            OldText = Text();
            NewText = Text();
            OldStatus = (uint)Get(19, 4);
            NewStatus = (uint)Get(19, 4);
            Severity = (int)Get(5, 2);
            Cause = Text();
            Suppressed = (uint)Get(7, 4);
            return _at == octets.Length ? null : "the length, at " + _at + " of " + octets.Length;
        }

        private ulong Get(int type, int octets)
        {
            if (_at < 0 || _octets[_at] != type)
            {
                _at = _at < 0 ? _at : -_at;
                return 0;
            }

            ulong value = 0;
            for (int i = octets; i > 0; i--)
            {
                value = (value << 8) | _octets[_at + i];
            }

            _at += 1 + octets;
            return value;
        }

        private double Number()
        {
            _status = 0;
            if (_at > 0 && _octets[_at] == 0)
            {
                _at++;
                return Null;
            }

            if (_at > 0 && _octets[_at] == 19)
            {
                _status = (uint)Get(19, 4);
                return Null;
            }

            return UaBinary.DoubleOf(Get(11, 8));
        }

        private string Text()
        {
            if (_at > 0 && _octets[_at] == 0)
            {
                _at++;
                return null;
            }

            int length = (int)Get(12, 4);
            string text = _at > 0 ? Encoding.UTF8.GetString(_octets, _at, length) : null;
            _at += _at > 0 ? length : 0;
            return text;
        }
    }
}
