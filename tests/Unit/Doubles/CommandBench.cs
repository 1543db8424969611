using System.Text;
using Sidetap.Terminal;

namespace Sidetap.Tests
{
    /// <summary>Asks commands of the shell, in machine mode and without a checksum, and lets the box live while they have nothing to say.</summary>
    public sealed class CommandBench
    {
        /// <summary>The box.</summary>
        public readonly NodeBench Box;

        /// <summary>What the commands see.</summary>
        public readonly ShellParts Parts;

        /// <summary>What they say.</summary>
        public readonly Answer Answer = new Answer { IsMachine = true };

        private readonly CommandLine _line = new CommandLine();

        /// <summary>Makes it for a box that has started.</summary>
        public CommandBench(NodeBench box)
        {
            Box = box;
            Parts = new ShellParts
            {
                Files = box.Files,
                Itself = box.Board,
                Inputs = box.Inputs,
                Settings = box.Settings,
                Node = box.Node,
                Notes = new Supervisor.Notes(),
                MaxMessageLength = Node.MaxMessageLength(box.Settings.Client, box.Link),
            };
        }

        /// <summary>Makes it for a box without a node.</summary>
        public CommandBench(MemoryFiles files, FakeBoard board, string fault)
        {
            Parts = new ShellParts { Files = files, Itself = board, Inputs = board.Inputs, Fault = fault, MaxMessageLength = 500 };
        }

        /// <summary>Whether the request came with a checksum.</summary>
        public bool HasChecksum;

        /// <summary>Asks; the answer's lines are divided by '\n', a tab is '|'.</summary>
        public string Ask(ShellCommand command, string request)
        {
            const int MaxRounds = 20000;
            Take(request);
            command.Begin(_line, Now);
            bool goesOn = true;
            string text = "";
            for (int i = 0; i < MaxRounds && goesOn; i++)
            {
                if (!Answer.HasRoom)
                {
                    return "no room";
                }

                goesOn = command.Next(_line, Answer, Now);
                if (!Answer.IsEmpty)
                {
                    text += Said();
                }
                else if (Box != null)
                {
                    Box.RunTo(Box.NowMs + 10);
                }
            }

            return goesOn ? "no end" : text.Substring(0, text.Length - 1);
        }

        /// <summary>Whether a locked box would refuse a request.</summary>
        public bool Changes(ShellCommand command, string request)
        {
            Take(request);
            return command.Changes(_line);
        }

        private long Now
        {
            get { return Box == null ? 0 : Box.NowMs; }
        }

        private void Take(string request)
        {
            byte[] octets = Encoding.UTF8.GetBytes(request);
            System.Array.Copy(octets, 0, _line.Octets, 0, octets.Length);
            _line.Length = octets.Length;
            _line.HasChecksum = HasChecksum;
            _line.Split();
        }

        private string Said()
        {
            string text = "";
            while (!Answer.IsEmpty)
            {
                int length = Answer.ChunkLength;
                for (int i = 0; i < length; i++)
                {
                    char character = (char)Answer.Octets[Answer.Offset + i];
                    text += character == '\t' ? "|" : character == '\r' ? "" : character.ToString();
                }

                Answer.Taken(length);
            }

            return text;
        }
    }
}
