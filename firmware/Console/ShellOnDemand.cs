using System;

namespace Sidetap.Terminal
{
    /// <summary>
    /// The shell of a line at which usually nobody is: it is made when the first octets arrive, and let go of when nobody has typed for as long as a session lasts. In
    /// between a box has its memory for itself.
    /// </summary>
    /// <remarks>What outlives a session is elsewhere: the lock and the mode in <see cref="ShellParts.Session"/>, wrong PINs, trials and transfers in flash.</remarks>
    public sealed class ShellOnDemand
    {
        private static readonly byte[] NoMemory = new byte[]
        {
            (byte)'E', (byte)'R', (byte)'R', (byte)' ', (byte)'8', (byte)' ', (byte)'n', (byte)'o', (byte)' ', (byte)'m', (byte)'e', (byte)'m', (byte)'o', (byte)'r', (byte)'y',
            (byte)'\r', (byte)'\n',
        };

        private readonly ShellParts _parts;
        private readonly ShellInput _input;
        private Shell _shell;

        /// <summary>Makes it; nothing is read yet.</summary>
        /// <param name="parts">What a shell works on; its line is open.</param>
        public ShellOnDemand(ShellParts parts)
        {
            _parts = parts;
            _input = new ShellInput(parts.Line);
        }

        /// <summary>Uptime at which a line was last ended; 0: none was in this session.</summary>
        public long LastLineMs
        {
            get { return _shell == null ? 0 : _shell.LastLineMs; }
        }

        /// <summary>Whether a command has ended the box: on a board there is no more after that.</summary>
        public bool IsEnded
        {
            get { return _shell != null && _shell.IsEnded; }
        }

        /// <summary>Whether there is a shell at the moment.</summary>
        public bool IsThere
        {
            get { return _shell != null; }
        }

        /// <summary>Does what is due.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>Uptime at which to call again at the latest; octets that have arrived are a reason to call earlier.</returns>
        public long Step(long nowMs)
        {
            if (_shell == null && !Wake(nowMs))
            {
                return long.MaxValue;
            }

            long due = _shell.Step(nowMs);
            if (nowMs < _shell.LeaveMs)
            {
                return due < _shell.LeaveMs ? due : _shell.LeaveMs;
            }

            _shell = null;
            return long.MaxValue;
        }

        /// <summary>Makes the shell when there is somebody to talk to.</summary>
        private bool Wake(long nowMs)
        {
            if (!_input.Read(nowMs))
            {
                return false;
            }

            try
            {
                _shell = new Shell(_parts, ShellCommands.Create(_parts), _input);
            }
            catch (OutOfMemoryException)
            {
                _input.At = _input.Count;
                _parts.Line.Write(NoMemory, 0, NoMemory.Length);
            }

            return _shell != null;
        }
    }
}
