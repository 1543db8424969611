using System;
using System.Text;
using Sidetap.Hal;
using Sidetap.Supervisor;

namespace Sidetap.Boards.Nano
{
    /// <summary>Where the main loop and the watchdog's thread say why the box is about to restart. The first of them is believed: what comes after it is a
    /// consequence.</summary>
    public sealed class RestartNote
    {
        private readonly IClock _clock;
        private readonly object _lock = new object();
        private bool _isNoted;

        /// <summary>Reads what there is from the start before.</summary>
        /// <param name="files">Where it is kept.</param>
        /// <param name="clock">The board's clock.</param>
        public RestartNote(IFileArea files, IClock clock)
        {
            _clock = clock;
            Record = new RestartRecord(files);
        }

        /// <summary>What the box remembers.</summary>
        public RestartRecord Record { get; }

        /// <summary>Milliseconds to wait before the restart: longer from one quick restart to the next, so that somebody can get hold of the box.</summary>
        public int PauseMs
        {
            get { return SafeStart.PauseMs(Record); }
        }

        /// <summary>Keeps a reason. Never throws: there is nobody left to catch it.</summary>
        /// <param name="reason">Why the box restarts.</param>
        /// <param name="what">In a few words.</param>
        public void Note(RestartReason reason, string what)
        {
            lock (_lock)
            {
                if (_isNoted)
                {
                    return;
                }

                _isNoted = true;
                try
                {
                    byte[] text = Utf8Of(what);
                    Record.Note(reason, _clock.UptimeMs, text, text == null ? 0 : text.Length);
                }
                catch (Exception)
                {
                    // No memory for it, or no place: the restart is what matters.
                }
            }
        }

        /// <summary>Keeps an exception: its type's name and its message, as far as there is room.</summary>
        /// <param name="exception">The exception.</param>
        public void Note(Exception exception)
        {
            string what;
            try
            {
                what = exception.GetType().Name + ": " + exception.Message;
            }
            catch (Exception)
            {
                what = null;
            }

            Note(RestartReason.Exception, what);
        }

        private static byte[] Utf8Of(string what)
        {
            try
            {
                return what == null ? null : Encoding.UTF8.GetBytes(what);
            }
            catch (Exception)
            {
                return null; // the reason alone needs no memory
            }
        }
    }
}
