using System.Text;
using Sidetap.Hal;
using Sidetap.Settings;
using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Tests
{
    /// <summary>A box's shell on virtual time, with its settings and without a node. A new start is <see cref="Restart"/>.</summary>
    public sealed class ShellBench : IClock, ISettableClock
    {
        /// <summary>The line.</summary>
        public readonly FakeConsole Line = new FakeConsole();

        /// <summary>The board.</summary>
        public readonly FakeBoard Board = new FakeBoard();

        /// <summary>Its files.</summary>
        public readonly MemoryFiles Files;

        /// <summary>The settings of this start.</summary>
        public BoxStart Start;

        /// <summary>What the shell works on.</summary>
        public ShellParts Parts;

        /// <summary>The shell.</summary>
        public Shell Shell;

        /// <summary>Uptime.</summary>
        public long NowMs;

        /// <summary>Whether the clock lets itself be set.</summary>
        public bool CanSetTime = true;

        /// <summary>When the shell wants to be called again.</summary>
        public long DueMs;

        /// <summary>Starts a box that was never told anything.</summary>
        public ShellBench()
            : this(new MemoryFiles())
        {
        }

        /// <summary>Starts a box on files of an earlier start.</summary>
        public ShellBench(MemoryFiles files)
        {
            Files = files;
            Restart();
        }

        /// <inheritdoc/>
        public long UptimeMs
        {
            get { return NowMs; }
        }

        /// <inheritdoc/>
        public long UtcAtStart { get; set; }

        /// <inheritdoc/>
        public bool SetUtc(long utc)
        {
            UtcAtStart = CanSetTime ? utc - (NowMs * 10000) : UtcAtStart;
            return CanSetTime;
        }

        /// <summary>Starts the box (again), at uptime 0.</summary>
        public void Restart()
        {
            NowMs = 0;
            RestartRecord restarts = new RestartRecord(Files);
            Start = new BoxStart(Files, Board.UniqueId, restarts);
            Parts = new ShellParts
            {
                Line = Line,
                Files = Files,
                Itself = Board,
                Clock = this,
                SettableClock = this,
                Inputs = Board.Inputs,
                Restarts = restarts,
                Start = Start,
                Settings = Start.Settings.Node,
                Patience = Start.Settings.Supervisor,
                BoardName = "test board",
                Version = "1.2.3",
            };
            Start.LetGo();
            Shell = new Shell(Parts, ShellCommands.Create(Parts));
            Run();
            Line.Seen();
        }

        /// <summary>Runs until the shell has nothing left to do, for five seconds at the most.</summary>
        public void Run()
        {
            const int MaxSteps = 5000;
            for (int i = 0; i < MaxSteps; i++)
            {
                DueMs = Shell.Step(NowMs);
                if (DueMs > NowMs + 100 && Line.IsRead)
                {
                    return;
                }

                NowMs = !Line.IsRead ? NowMs + 1 : DueMs > NowMs ? DueMs : NowMs;
            }
        }

        /// <summary>Lets time go by.</summary>
        public void Wait(long ms)
        {
            NowMs += ms;
            Run();
        }

        /// <summary>Types a text and says what is seen.</summary>
        public string Type(string text)
        {
            Line.Type(text);
            Run();
            return Line.Seen();
        }

        /// <summary>Goes into machine mode, as a tool does.</summary>
        public ShellBench ToMachine()
        {
            Type("\u0003\rmachine\r");
            return this;
        }

        /// <summary>Sends a request in machine mode and returns its answer.</summary>
        public string Ask(string request)
        {
            return Type(request + "\r");
        }

        /// <summary>The last line of an answer, without its line end.</summary>
        public string Result(string request)
        {
            string answer = Ask(request);
            int end = answer.Length - 2;
            int begin = end > 0 ? answer.LastIndexOf("\n", end) + 1 : 0;
            return end < 0 ? string.Empty : answer.Substring(begin, end - begin);
        }

        /// <summary>The number behind ERR; 0 for OK, -1 for anything else.</summary>
        public int CodeOf(string request)
        {
            string result = Result(request);
            if (result == "OK" || result.IndexOf("OK ") == 0)
            {
                return 0;
            }

            if (result.IndexOf("ERR ") != 0)
            {
                return -1;
            }

            string rest = result.Substring(4);
            int blank = rest.IndexOf(" ");
            return blank < 1 ? -1 : int.Parse(rest.Substring(0, blank));
        }

        /// <summary>A request with its checksum.</summary>
        public static string Summed(string request)
        {
            byte[] octets = request.Length == 0 ? new byte[0] : Encoding.UTF8.GetBytes(request);
            uint sum = Crc32.Of(octets, 0, octets.Length);
            string text = string.Empty;
            for (int i = 28; i >= 0; i -= 4)
            {
                text += "0123456789abcdef"[(int)(sum >> i) & 15].ToString();
            }

            return request + " *" + text;
        }
    }
}
