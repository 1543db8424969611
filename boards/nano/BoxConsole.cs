using Sidetap.Hal;
using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Boards.Nano
{
    /// <summary>The shell on a board's serial line, beside a box or in place of one that can't be put together.</summary>
    public static class BoxConsole
    {
        private const int LookEveryMs = 20;
        private const int TypingMs = 600000;

        /// <summary>Opens the line and gathers what a shell can work on without a box.</summary>
        /// <param name="board">The board, open.</param>
        /// <param name="note">What the box remembers.</param>
        /// <returns>The parts; null: the board has no line for a shell.</returns>
        public static ShellParts Open(Board board, RestartNote note)
        {
            if (board.Console == null || !board.Console.Open(Shell.Baud, 0, 1))
            {
                return null;
            }

            return new ShellParts
            {
                Line = board.Console,
                Files = board.Files,
                Itself = board.Itself,
                Clock = board.Clock,
                SettableClock = board.SettableClock,
                Inputs = board.Inputs,
                Restarts = note.Record,
                Notes = new Notes(),
                Names = new NanoNameResolver(),
                BoardName = board.Name,
                Version = typeof(BoxConsole).Assembly.GetName().Version.ToString(),
            };
        }

        /// <summary>Makes the shell of a box.</summary>
        /// <param name="parts">From <see cref="Open"/>; null: there is no line.</param>
        /// <param name="box">The box.</param>
        /// <returns>The shell; null: there is no line.</returns>
        public static ShellOnDemand Create(ShellParts parts, Box box)
        {
            if (parts == null)
            {
                return null;
            }

            parts.Settings = box.Settings;
            parts.Patience = box.Patience;
            parts.Network = box.Network;
            parts.NetworkInfo = box.Network as INetworkInfo;
            parts.Scan = box.Network as INetworkScan;
            parts.TimeServer = box.TimeServer;
            parts.Profile = box.Profile;
            parts.MaxMessageLength = box.MaxMessageLength;
            parts.Supervisor = box.Supervisor;
            parts.Node = box.Node;
            return new ShellOnDemand(parts);
        }

        /// <summary>Runs the shell alone until the restart, which somebody who types puts off to ten minutes from their last line.</summary>
        /// <param name="board">The board.</param>
        /// <param name="watchdog">Told that the loop comes round.</param>
        /// <param name="parts">From <see cref="Open"/>.</param>
        /// <param name="pauseMs">Milliseconds until the restart.</param>
        public static void RunAlone(Board board, Watchdog watchdog, ShellParts parts, int pauseMs)
        {
            ShellOnDemand shell = new ShellOnDemand(parts);
            long now = board.Clock.UptimeMs;
            long untilMs = now + pauseMs;
            while (now < untilMs && !shell.IsEnded && (parts.Start == null || !parts.Start.Trial.IsOver(now)))
            {
                watchdog.Watch.Alive(now);
                shell.Step(now);
                if (shell.LastLineMs > 0 && untilMs < shell.LastLineMs + TypingMs)
                {
                    untilMs = shell.LastLineMs + TypingMs;
                }

                board.Sleep(LookEveryMs);
                now = board.Clock.UptimeMs;
            }
        }
    }
}
