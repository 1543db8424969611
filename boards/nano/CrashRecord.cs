using System;
using System.Text;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>Why the firmware stopped last, as a line of text in the file "crash": what a person reads who asks why a box has restarted.</summary>
    public sealed class CrashRecord
    {
        /// <summary>Octets of the line at the most: it fits where a board keeps least.</summary>
        public const int MaxLength = 92;

        private const string Name = "crash";

        private readonly IFileArea _files;
        private readonly IClock _clock;

        /// <summary>Makes it.</summary>
        /// <param name="files">Where the line is kept.</param>
        /// <param name="clock">The board's clock.</param>
        public CrashRecord(IFileArea files, IClock clock)
        {
            _files = files;
            _clock = clock;
        }

        /// <summary>Keeps what happened, in the place of what was there. Never throws: there is nobody left to catch it.</summary>
        /// <param name="what">In a few words.</param>
        public void Note(string what)
        {
            try
            {
                byte[] octets = Encoding.UTF8.GetBytes((_clock.UptimeMs / 1000).ToString() + " s " + what);
                int length = octets.Length < MaxLength ? octets.Length : MaxLength;
                _files.Write(Name, octets, 0, length);
            }
            catch (Exception)
            {
                // No memory for it, or no place: the restart is what matters.
            }
        }

        /// <summary>Keeps an exception.</summary>
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
                what = "exception";
            }

            Note(what);
        }
    }
}
