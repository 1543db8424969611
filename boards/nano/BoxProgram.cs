using System;
using nanoFramework.Runtime.Native;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>The main loop of every box. It can't end: what goes wrong is recorded, and the box restarts.</summary>
    public static class BoxProgram
    {
        private const int LongestSleepMs = 20; // a datagram that has arrived is a reason to call Step earlier than it said
        private const int UsualPauseMs = 2000;

        /// <summary>Runs a box. Does not return.</summary>
        /// <param name="board">The board.</param>
        public static void Run(Board board)
        {
            RestartNote note = null;
            try
            {
                board.Begin();
                note = new RestartNote(board.Files, board.Clock);
                Watchdog watchdog = new Watchdog(board, note);
                watchdog.Start();
                board.Open();
                Box box = new Box(board, note.Record);
                watchdog.Watch = box.Supervisor.Watch;
                Loop(board, box);
            }
            catch (Exception e)
            {
                if (note != null)
                {
                    note.Note(e);
                }
            }

            // A thread that ends leaves a box that does nothing: restart, and again should the first one not take.
            while (true)
            {
                board.Sleep(note == null ? UsualPauseMs : note.PauseMs);
                Power.RebootDevice();
            }
        }

        private static void Loop(Board board, Box box)
        {
            IClock clock = board.Clock;
            box.Supervisor.Start(clock.UptimeMs);
            while (!box.Supervisor.IsEnded)
            {
                long due = box.Supervisor.Step(clock.UptimeMs);
                for (int i = 0; i < board.IdleWork.Length; i++)
                {
                    board.IdleWork[i].Work();
                }

                // A sleep of 0 still lets the other threads run.
                long wait = due - clock.UptimeMs;
                board.Sleep(wait <= 0 ? 0 : wait < LongestSleepMs ? (int)wait : LongestSleepMs);
            }
        }
    }
}
