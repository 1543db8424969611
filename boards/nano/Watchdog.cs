using System;
using System.Threading;
using Sidetap.Supervisor;

namespace Sidetap.Boards.Nano
{
    /// <summary>A second thread that restarts the box when the main loop has not come round for a time. nanoFramework v1 gives managed code no
    /// hardware watchdog (the CLR feeds STM32's itself), so a call that hangs inside the CLR is not caught by it; one that hangs in managed code or
    /// waits for ever is.</summary>
    public sealed class Watchdog
    {
        private const int LookEveryMs = 1000;

        private readonly Board _board;
        private readonly RestartNote _note;

        /// <summary>Makes it; it does not look yet. Until the supervisor has a watch of its own, the start may take as long as a Step by default.</summary>
        /// <param name="board">The board, begun.</param>
        /// <param name="note">Where the reason is kept.</param>
        public Watchdog(Board board, RestartNote note)
        {
            _board = board;
            _note = note;
            Watch = new StepWatch(new SupervisorSettings());
            Watch.Alive(board.Clock.UptimeMs);
        }

        /// <summary>What the main loop tells that it comes round.</summary>
        public StepWatch Watch { get; set; }

        /// <summary>Begins to look.</summary>
        public void Start()
        {
            Thread thread = new Thread(Run);
            thread.Priority = ThreadPriority.AboveNormal; // a loop that spins must not starve it
            thread.Start();
        }

        private void Run()
        {
            while (true)
            {
                try
                {
                    _board.Sleep(LookEveryMs);
                    if (Watch.IsOverdue(_board.Clock.UptimeMs))
                    {
                        _note.Note(RestartReason.StepOverdue, "Step did not return");
                        _board.Sleep(_note.PauseMs);
                        _board.Itself.Restart();
                    }
                }
                catch (Exception)
                {
                    // It looks again: nothing may end this thread.
                }
            }
        }
    }
}
