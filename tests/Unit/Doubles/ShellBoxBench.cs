using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Tests
{
    /// <summary>A box that lives, with its shell, and a tool in machine mode at its line.</summary>
    public sealed class ShellBoxBench
    {
        /// <summary>The box.</summary>
        public readonly NodeBench Box = new NodeBench();

        /// <summary>What the shell works on.</summary>
        public readonly ShellParts Parts;

        private readonly FakeConsole _line = new FakeConsole();
        private readonly ShellOnDemand _shell;

        /// <summary>Starts it, and lets it live for a second.</summary>
        public ShellBoxBench()
        {
            Box.Start();
            Parts = new ShellParts
            {
                Line = _line,
                Files = Box.Files,
                Itself = Box.Board,
                Inputs = Box.Inputs,
                Restarts = new RestartRecord(Box.Files),
                Settings = Box.Settings,
                Node = Box.Node,
                Profile = Box.Profile,
                Notes = new Notes(),
                MaxMessageLength = Node.MaxMessageLength(Box.Settings.Client, Box.Link),
            };
            _shell = new ShellOnDemand(Parts);
            Box.RunTo(1000);
            Ask("machine");
        }

        /// <summary>Whether there is a shell at the moment.</summary>
        public bool IsAwake
        {
            get { return _shell.IsThere; }
        }

        /// <summary>Lets the box live while nobody is at the line.</summary>
        public void Leave(long ms)
        {
            const int LookMs = 10000;
            for (long untilMs = Box.NowMs + ms; Box.NowMs < untilMs;)
            {
                Box.RunTo(Box.NowMs + LookMs < untilMs ? Box.NowMs + LookMs : untilMs);
                _shell.Step(Box.NowMs);
            }
        }

        /// <summary>Sends a line and lets box and shell live until there is an answer that ends.</summary>
        public string Ask(string request)
        {
            const int MaxRounds = 5000;
            _line.Type(request + "\r");
            string seen = "";
            for (int i = 0; i < MaxRounds; i++)
            {
                long due = _shell.Step(Box.NowMs);
                seen += _line.Seen();
                bool isEnd = seen.IndexOf("\nOK") >= 0 || seen.IndexOf("OK") == 0 || seen.IndexOf("\nERR ") >= 0 || seen.IndexOf("ERR ") == 0;
                if (isEnd && seen[seen.Length - 1] == '\n' && _line.IsRead && due > Box.NowMs + 100)
                {
                    return seen;
                }

                Box.RunTo(due > Box.NowMs && due < Box.NowMs + 10 ? due : Box.NowMs + 10);
            }

            return seen;
        }
    }
}
