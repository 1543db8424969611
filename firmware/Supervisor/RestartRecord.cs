using System;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Supervisor
{
    /// <summary>
    /// What a box remembers of its restarts over a power cut: how many there were of each reason, and of the last one when it was and what was said. Writing it is the
    /// last thing before a restart, so it needs no memory that is not there already.
    /// </summary>
    /// <remarks>Record "restart": reason (1 octet), restarts in a row of a box that did not last (1), and of one that nobody acknowledged (1), length of the text (1),
    /// uptime in milliseconds (8), a counter for each reason (4 each), text in UTF-8.</remarks>
    public sealed class RestartRecord
    {
        /// <summary>Octets of the text that are kept.</summary>
        public const int MaxTextLength = 48;

        /// <summary>Milliseconds of uptime after which a box has lasted: what was wrong at its start is over.</summary>
        public const int LastingMs = 600000;

        internal const string Name = "restart";

        private const int Reasons = (int)RestartReason.Requested + 1;
        private const int TextAt = 12 + (4 * Reasons);
        private const int Most = 255;

        private readonly TwoCopyRecord _record;
        private readonly uint[] _counts = new uint[Reasons];
        private readonly byte[] _text = new byte[MaxTextLength];

        /// <summary>Reads what is there. A record that is of no use counts as none.</summary>
        /// <param name="files">Where it is kept.</param>
        public RestartRecord(IFileArea files)
        {
            _record = new TwoCopyRecord(files, Name, TextAt + MaxTextLength);
            int length;
            if (_record.TryLoad(out length))
            {
                Read(length);
            }
        }

        /// <summary>Why the firmware restarted the box last; None when it never did.</summary>
        public RestartReason Last { get; private set; }

        /// <summary>The uptime at that moment, in milliseconds.</summary>
        public long LastUptimeMs { get; private set; }

        /// <summary>Restarts in a row after less than <see cref="LastingMs"/>, for an exception, for want of memory or because Step did not return.</summary>
        public int QuickRestarts { get; private set; }

        /// <summary>Restarts in a row because nothing was acknowledged.</summary>
        public int UnheardRestarts { get; private set; }

        /// <summary>What was said, UTF-8, of which <see cref="TextLength"/> octets count.</summary>
        public byte[] Text
        {
            get { return _text; }
        }

        /// <summary>Octets of the text.</summary>
        public int TextLength { get; private set; }

        /// <summary>How many restarts there were for a reason.</summary>
        public uint CountOf(RestartReason reason)
        {
            return _counts[(int)reason];
        }

        /// <summary>Notes a restart that is about to come.</summary>
        /// <param name="reason">Why.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="text">What there is to say, UTF-8; null for nothing.</param>
        /// <param name="textLength">Its octets; beyond <see cref="MaxTextLength"/> they are cut off.</param>
        /// <returns>False when it could not be kept.</returns>
        public bool Note(RestartReason reason, long nowMs, byte[] text, int textLength)
        {
            Last = reason;
            LastUptimeMs = nowMs;
            _counts[(int)reason]++;
            bool isCrash = reason == RestartReason.Exception || reason == RestartReason.LowMemory || reason == RestartReason.StepOverdue;
            QuickRestarts = !isCrash || nowMs >= LastingMs ? 0 : QuickRestarts < Most ? QuickRestarts + 1 : Most;
            UnheardRestarts = reason != RestartReason.NothingAcknowledged ? 0 : UnheardRestarts < Most ? UnheardRestarts + 1 : Most;
            TextLength = text == null ? 0 : textLength < MaxTextLength ? textLength : MaxTextLength;
            if (TextLength > 0)
            {
                Array.Copy(text, 0, _text, 0, TextLength);
            }

            return Save();
        }

        /// <summary>The box has lasted, or has been heard: the rows of restarts are over.</summary>
        /// <returns>False when it could not be kept.</returns>
        public bool EndRows()
        {
            if (QuickRestarts == 0 && UnheardRestarts == 0)
            {
                return true;
            }

            QuickRestarts = 0;
            UnheardRestarts = 0;
            return Save();
        }

        private void Read(int length)
        {
            byte[] buffer = _record.Buffer;
            int at = _record.Offset;
            if (length < TextAt || buffer[at] >= Reasons || length != TextAt + buffer[at + 3])
            {
                return;
            }

            Last = (RestartReason)buffer[at];
            QuickRestarts = buffer[at + 1];
            UnheardRestarts = buffer[at + 2];
            TextLength = buffer[at + 3];
            LastUptimeMs = (long)UaBinary.Get64(buffer, at + 4);
            for (int i = 0; i < Reasons; i++)
            {
                _counts[i] = UaBinary.Get32(buffer, at + 12 + (4 * i));
            }

            Array.Copy(buffer, at + TextAt, _text, 0, TextLength);
        }

        private bool Save()
        {
            byte[] buffer = _record.Buffer;
            int at = _record.Offset;
            buffer[at] = (byte)Last;
            buffer[at + 1] = (byte)QuickRestarts;
            buffer[at + 2] = (byte)UnheardRestarts;
            buffer[at + 3] = (byte)TextLength;
            UaBinary.Put64(buffer, at + 4, (ulong)LastUptimeMs);
            for (int i = 0; i < Reasons; i++)
            {
                UaBinary.Put32(buffer, at + 12 + (4 * i), _counts[i]);
            }

            Array.Copy(_text, 0, buffer, at + TextAt, TextLength);

            return _record.Save(TextAt + TextLength);
        }
    }
}
