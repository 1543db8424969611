using System;
using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>A serial port on virtual time: what is put into it arrives when its time has come. Without anything behind it, a reader's line.</summary>
    public class FakeSerial : ISerialPort
    {
        private const int Capacity = 4096;

        private readonly byte[] _octets = new byte[Capacity];
        private readonly long[] _dueMs = new long[Capacity];
        private int _count;

        /// <summary>What time it is.</summary>
        public long NowMs;

        /// <summary>The most octets one read takes.</summary>
        public int OctetsPerRead = Capacity;

        /// <summary>Whether the settings are refused.</summary>
        public bool RefusesOpen;

        /// <summary>Whether reading fails.</summary>
        public bool FailsToRead;

        /// <summary>Whether writing fails.</summary>
        public bool FailsToWrite;

        /// <summary>How often it was opened.</summary>
        public int Opened;

        /// <summary>The settings it was opened with, as baud * 100 + parity * 10 + stop bits.</summary>
        public int Settings;

        /// <summary>How many times something was sent.</summary>
        public int Sent;

        /// <summary>What was sent last.</summary>
        public byte[] LastSent = new byte[0];

        /// <summary>When something was sent last.</summary>
        public long SentMs;

        /// <inheritdoc/>
        public bool Open(int baud, int parity, int stopBits)
        {
            Opened++;
            Settings = (baud * 100) + (parity * 10) + stopBits;
            return !RefusesOpen;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int capacity)
        {
            if (FailsToRead)
            {
                return -1;
            }

            int taken = 0;
            while (taken < capacity && taken < OctetsPerRead && taken < _count && _dueMs[taken] <= NowMs)
            {
                taken++;
            }

            Array.Copy(_octets, 0, buffer, offset, taken);
            _count -= taken;
            Array.Copy(_octets, taken, _octets, 0, _count);
            Array.Copy(_dueMs, taken, _dueMs, 0, _count);
            return taken;
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int length)
        {
            if (FailsToWrite)
            {
                return false;
            }

            Sent++;
            SentMs = NowMs;
            LastSent = new byte[length];
            Array.Copy(buffer, offset, LastSent, 0, length);
            Answer(LastSent);
            return true;
        }

        /// <summary>Lets octets arrive now.</summary>
        public void Put(byte[] octets)
        {
            Put(octets, 0);
        }

        /// <summary>Lets octets arrive after a while, behind those that are under way.</summary>
        public void Put(byte[] octets, int delayMs)
        {
            for (int i = 0; i < octets.Length && _count < Capacity; i++)
            {
                _octets[_count] = octets[i];
                _dueMs[_count++] = NowMs + delayMs;
            }
        }

        /// <summary>Lets a text arrive now.</summary>
        public void PutText(string text)
        {
            byte[] octets = new byte[text.Length];
            for (int i = 0; i < octets.Length; i++)
            {
                octets[i] = (byte)text[i];
            }

            Put(octets);
        }

        /// <summary>What is connected answers.</summary>
        protected virtual void Answer(byte[] request)
        {
        }
    }
}
