using System;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>
    /// All signals of a box by number: what sensors have measured and what analysis has made of it, each with a StatusCode. Sources write it, other sources and
    /// fields read it.
    /// </summary>
    public sealed class SignalTable
    {
        /// <summary>The number that stands for no signal where an input is optional.</summary>
        public const int None = 255;

        /// <summary>The most signals a box can have.</summary>
        public const int MaxSignals = 254;

        /// <summary>The values; only meaningful while the status is not Bad. Counts are exact up to 2^53. That of a text is how often it has changed, and only
        /// <see cref="SetText"/> sets it.</summary>
        public readonly double[] Values;

        /// <summary>The StatusCodes.</summary>
        public readonly uint[] Statuses;

        /// <summary>The texts of text signals in UTF-8; null for the others.</summary>
        public readonly byte[][] Texts;

        /// <summary>Octets of the texts.</summary>
        public readonly int[] TextLengths;

        /// <summary>Makes a table in which everything waits for its first value.</summary>
        /// <param name="count">How many signals, 0..<see cref="MaxSignals"/>.</param>
        public SignalTable(int count)
        {
            Values = new double[count];
            Statuses = new uint[count];
            Texts = new byte[count][];
            TextLengths = new int[count];
            for (int i = 0; i < count; i++)
            {
                Statuses[i] = StatusCode.BadWaitingForInitialData;
            }
        }

        /// <summary>Makes a signal a text.</summary>
        /// <param name="signal">Its number.</param>
        /// <param name="maxLength">The longest text in octets, 1 or more.</param>
        public void MakeText(int signal, int maxLength)
        {
            Texts[signal] = new byte[maxLength];
        }

        /// <summary>Sets a text. Its status is the caller's business.</summary>
        /// <param name="signal">A signal that <see cref="MakeText"/> was called for.</param>
        /// <param name="buffer">Holds the text in UTF-8.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets; what exceeds the longest text is cut off, not in the middle of a character.</param>
        public void SetText(int signal, byte[] buffer, int offset, int length)
        {
            byte[] text = Texts[signal];
            int count = length;
            if (count > text.Length)
            {
                count = text.Length;
                while (count > 0 && (buffer[offset + count] & 0xC0) == 0x80)
                {
                    count--;
                }
            }

            if (IsText(signal, buffer, offset, count))
            {
                return;
            }

            Array.Copy(buffer, offset, text, 0, count);
            TextLengths[signal] = count;
            Values[signal]++;
        }

        private bool IsText(int signal, byte[] buffer, int offset, int length)
        {
            if (length != TextLengths[signal])
            {
                return false;
            }

            byte[] text = Texts[signal];
            for (int i = 0; i < length; i++)
            {
                if (text[i] != buffer[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
