using System;
using nanoFramework.Runtime.Native;
using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Settings;
using Sidetap.Terminal;

namespace Sidetap.Boards.Nano
{
    /// <summary>The main loop of every box. It can't end: what goes wrong is recorded, and the box restarts.</summary>
    public static class BoxProgram
    {
        private const int LongestSleepMs = 20; // a datagram that has arrived is a reason to call Step earlier than it said
        private const int UsualPauseMs = 2000;

        /// <summary>Runs a box. Does not return.</summary>
        /// <param name="board">The board.</param>
        /// <param name="slot">The slot that the loader has started; <see cref="Update.FileSlots.NoSlot"/>: there is no loader.</param>
        public static void Run(Board board, int slot)
        {
            board.StartedSlot = slot;
            RestartNote note = null;
            Watchdog watchdog = null;
            ShellParts console = null;
            try
            {
                board.Begin();
                note = new RestartNote(board.Files, board.Clock);
                watchdog = new Watchdog(board, note);
                watchdog.Start();
                board.Open();
                console = BoxConsole.Open(board, note);
                Box box = Make(board, note, console);
                watchdog.Watch = box.Supervisor.Watch;
                Loop(board, box, BoxConsole.Create(console, box));
            }
            catch (Exception e)
            {
                if (note != null)
                {
                    note.Note(e);
                }

                if (console != null)
                {
                    console.Fault = e.Message == null ? string.Empty : e.Message;
                }
            }

            if (console != null && console.Node == null)
            {
                Listen(board, watchdog, console, note.PauseMs);
            }
            else
            {
                board.Sleep(note == null ? UsualPauseMs : note.PauseMs);
            }

            // A thread that ends leaves a box that does nothing: restart, and again should the first one not take.
            while (true)
            {
                Power.RebootDevice();
                board.Sleep(UsualPauseMs);
            }
        }

        /// <summary>Puts the box together. The settings' table is let go of then, whether it has come to a box or not.</summary>
        private static Box Make(Board board, RestartNote note, ShellParts console)
        {
            BoxStart start = new BoxStart(board.Files, board.Itself.UniqueId, note.Record);
            if (console != null)
            {
                BoxSettings settings = start.Settings;
                console.Start = start;
                console.Settings = settings.Node;
                console.MaxMessageLength = settings.UsesMqtt ? settings.Mqtt.MaxMessageLength : settings.Node.Client.MaxFrameLength - FrameWriter.PublishHeaderRoom;
            }

            try
            {
                return new Box(board, note.Record, start, console == null ? null : console.Notes);
            }
            finally
            {
                start.LetGo();
            }
        }

        /// <summary>The box can't be put together: whoever has a cable can see why, and put it right.</summary>
        private static void Listen(Board board, Watchdog watchdog, ShellParts console, int pauseMs)
        {
            try
            {
                BoxConsole.RunAlone(board, watchdog, console, pauseMs);
            }
            catch (Exception)
            {
                // No memory for a shell: the restart is what is left.
            }
        }

        private static void Loop(Board board, Box box, ShellOnDemand shell)
        {
            IClock clock = board.Clock;
            box.Supervisor.Start(clock.UptimeMs);
            while (!box.Supervisor.IsEnded)
            {
                long due = box.Supervisor.Step(clock.UptimeMs);
                if (shell != null)
                {
                    long shellDue = shell.Step(clock.UptimeMs);
                    due = shellDue < due ? shellDue : due;
                }

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
