using Sidetap.Settings;
using Sidetap.Terminal;

namespace Sidetap.Tests
{
    /// <summary>Sends a profile as a tool does: begin, blocks from where the box is, end.</summary>
    public sealed class ProfileSender
    {
        private const int BlockOctets = 96;
        private const string Digits = "0123456789abcdef";

        private readonly CommandBench _bench;
        private readonly byte[] _octets;

        /// <summary>Makes it.</summary>
        public ProfileSender(CommandBench bench, byte[] octets)
        {
            _bench = bench;
            _octets = octets;
            _bench.HasChecksum = true;
        }

        /// <summary>Announces it; returns how many octets are there, or -1 when it was refused.</summary>
        public int Begin(ShellCommand command)
        {
            string answer = _bench.Ask(command, "profile begin " + _octets.Length.ToString() + " " + Hex32(Crc32.Of(_octets, 0, _octets.Length)));
            return answer.Substring(0, 3) == "OK " ? int.Parse(answer.Substring(3)) : -1;
        }

        /// <summary>Sends blocks from an offset on; returns the last answer.</summary>
        public string Blocks(ShellCommand command, int offset, int most)
        {
            string answer = "";
            for (int i = 0; i < most && offset < _octets.Length; i++)
            {
                int count = _octets.Length - offset < BlockOctets ? _octets.Length - offset : BlockOctets;
                answer = Block(command, offset, count);
                if (answer.Substring(0, 3) != "OK ")
                {
                    return answer;
                }

                offset += count;
            }

            return answer;
        }

        /// <summary>Sends a block.</summary>
        public string Block(ShellCommand command, int offset, int count)
        {
            return _bench.Ask(command, "profile block " + offset.ToString() + " " + Hex.Of(_octets, offset, count));
        }

        /// <summary>Sends all of it.</summary>
        public string All(ShellCommand command)
        {
            int offset = Begin(command);
            if (offset < 0)
            {
                return "not begun";
            }

            Blocks(command, offset, 1000);
            return _bench.Ask(command, "profile end");
        }

        private static string Hex32(uint number)
        {
            string text = "";
            for (int i = 28; i >= 0; i -= 4)
            {
                text += Digits[(int)(number >> i) & 15].ToString();
            }

            return text;
        }
    }
}
