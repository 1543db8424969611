using System;
using Sidetap.Hal;
using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <summary>
    /// The shell of a box on a serial line: for people, who see what they type, and for tools, in machine mode (docs/console.md). One Step beside the node's, with the same
    /// rules: no thread, no clock, nothing waits. While nobody types it looks for octets and does nothing else.
    /// </summary>
    /// <remarks>A Step reads 64 octets at the most and writes one line of an answer, so that the node never waits for a person.</remarks>
    public sealed partial class Shell
    {
        /// <summary>Bits a second on the line.</summary>
        public const int Baud = 115200;

        private const int CtrlC = 3;
        private const int OutputLookMs = 5; // 256 octets take 22 ms at 115,200 bit/s
        private const int CommandLookMs = 10;
        private const int GoodbyeMs = 100; // for the last octets to leave
        private const int LongestGoodbyeMs = 2000;
        private const int MostAsked = 100; // octets of a line that a secret is put behind

        private readonly ShellParts _parts;
        private readonly ShellSession _session;
        private readonly ShellCommand[] _commands;
        private readonly CommandLine _line = new CommandLine();
        private readonly Answer _answer = new Answer();
        private readonly LineEditor _editor;
        private readonly WordCompletion _completion;
        private readonly ShellInput _input;
        private ShellCommand _running;
        private bool _isTooLong;
        private bool _isStopped;
        private bool _needsPrompt = true;
        private long _endMs = -1;
        private long _doneMs = -1;

        /// <summary>Makes a shell, in people's mode.</summary>
        /// <param name="parts">What it works on; its line is open.</param>
        /// <param name="commands">What it knows (<see cref="ShellCommands.Create"/>).</param>
        public Shell(ShellParts parts, ShellCommand[] commands)
            : this(parts, commands, new ShellInput(parts.Line))
        {
        }

        /// <summary>Makes a shell that goes on with what has arrived already, in the mode that the session is in.</summary>
        /// <param name="parts">What it works on; its line is open.</param>
        /// <param name="commands">What it knows (<see cref="ShellCommands.Create"/>).</param>
        /// <param name="input">The line's octets.</param>
        internal Shell(ShellParts parts, ShellCommand[] commands, ShellInput input)
        {
            _input = input;
            _parts = parts;
            _session = parts.Session;
            _commands = commands;
            _editor = new LineEditor(_line, _answer);
            _completion = new WordCompletion(commands, _line, _answer, _editor);
        }

        /// <summary>Uptime at which a line was last ended; 0: none was.</summary>
        public long LastLineMs { get; private set; }

        /// <summary>Whether a command has ended the box: on a board there is no more after that.</summary>
        public bool IsEnded { get; private set; }

        /// <summary>Uptime from which on nobody misses the shell: nobody has typed for as long as a session lasts, and nothing is under way.</summary>
        public long LeaveMs
        {
            get
            {
                bool isBusy = _running != null || _endMs >= 0 || !_answer.IsEmpty || _session.HasDesk || _session.Lock.IsUnlocked || !_input.IsEmpty || _editor.IsHidden;
                return isBusy ? long.MaxValue : _input.LastMs + (_session.Console.LockAfterSeconds * 1000L);
            }
        }

        /// <summary>Does what is due.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>Uptime at which to call again at the latest; octets that have arrived are a reason to call earlier.</returns>
        public long Step(long nowMs)
        {
            if (_endMs >= 0)
            {
                return StepGoodbye(nowMs);
            }

            Flush();
            Read(nowMs);
            long due = LeaveWhenIdle(nowMs);
            if (_running != null)
            {
                due = Earlier(due, RunNext(nowMs));
            }
            else
            {
                Prompt();
                TakeInput(nowMs);
                due = _running != null || !_input.IsEmpty || _endMs >= 0 ? nowMs : due;
            }

            Prompt();
            Flush();
            return _answer.IsEmpty ? due : nowMs + OutputLookMs;
        }

        private static long Earlier(long a, long b)
        {
            return a < b ? a : b;
        }

        /// <summary>Ends the session when nobody has ended a line for a time; returns when that will be.</summary>
        private long LeaveWhenIdle(long nowMs)
        {
            if (_running != null || (!_session.HasDesk && !_session.Lock.IsUnlocked && !_editor.HasHistory))
            {
                return long.MaxValue;
            }

            long due = LastLineMs + (_session.Console.LockAfterSeconds * 1000L);
            if (nowMs < due)
            {
                return due;
            }

            _session.End();
            _editor.Forget();
            return long.MaxValue;
        }

        /// <summary>Hands over what waits, as far as the line takes it.</summary>
        private void Flush()
        {
            while (!_answer.IsEmpty && _parts.Line.Write(_answer.Octets, _answer.Offset, _answer.ChunkLength))
            {
                _answer.Taken(_answer.ChunkLength);
            }
        }

        /// <summary>Looks at a whole line and begins the command it names.</summary>
        private void Begin(long nowMs, bool wasAsked)
        {
            _line.Split();
            if (_line.Words == 0)
            {
                BeginLine();
                return;
            }

            ShellCommand command = Find();
            if (command == null)
            {
                Keep(_line.Words == 1); // what is misspelled may be followed by a secret
                Fail(ShellError.UnknownCommand, "there is no such command; \"help\" shows what there is");
                return;
            }

            try
            {
                if (command.Changes(_line) && _session.Lock.IsLocked)
                {
                    Keep(!command.HasSecret(_line));
                    Fail(ShellError.Locked, "the box is locked; enter \"unlock\" and the PIN first");
                    return;
                }

                string question = _session.IsMachine || wasAsked ? null : command.Asks(_line);
                if (question != null)
                {
                    Keep(true);
                    Ask(question);
                    return;
                }

                command.Begin(_line, nowMs);
                Keep(!wasAsked && !command.HasSecret(_line));
                _running = command;
            }
            catch (OutOfMemoryException)
            {
                FailOf(command, null);
            }
            catch (Exception e)
            {
                FailOf(command, e);
            }
        }

        /// <summary>Writes the next line of the answer, when there is room for it.</summary>
        private long RunNext(long nowMs)
        {
            if (!_answer.HasRoom)
            {
                return nowMs + OutputLookMs;
            }

            ShellCommand command = _running;
            int before = _answer.Lines;
            try
            {
                if (_isStopped)
                {
                    // Every request has an answer: this one ends here.
                    command.Cancel();
                    Fail(ShellError.Failed, "stopped by Ctrl-C");
                    return nowMs;
                }

                if (!command.Next(_line, _answer, nowMs))
                {
                    Finish(nowMs);
                    return nowMs;
                }
            }
            catch (OutOfMemoryException)
            {
                FailOf(command, null);
            }
            catch (Exception e)
            {
                FailOf(command, e);
            }

            return _answer.Lines == before ? nowMs + CommandLookMs : nowMs;
        }

        private void Finish(long nowMs)
        {
            _running = null;
            if (_session.Ending != ShellEnding.None)
            {
                _endMs = nowMs + LongestGoodbyeMs;
            }

            if (_session.HasEnded)
            {
                _session.HasEnded = false;
                _editor.Forget();
            }

            BeginLine();
        }

        private void Fail(int code, string text)
        {
            _answer.Error(code, text);
            _running = null;
            BeginLine();
        }

        /// <summary>A command has thrown: its answer ends with that.</summary>
        private void FailOf(ShellCommand command, Exception e)
        {
            command.Cancel();
            _answer.Abandon();
            _answer.BeginError(ShellError.Failed);
            _answer.Text(command.Name);
            _answer.Text(e == null ? ": out of memory; end the session with \"exit\" and try again" : " failed: ");
            if (e != null)
            {
                _answer.Text(e.GetType().Name);
            }

            _answer.End();
            _running = null;
            BeginLine();
        }

        private ShellCommand Find()
        {
            for (int i = 0; i < _commands.Length; i++)
            {
                if (_line.Is(0, _commands[i].Name))
                {
                    return _commands[i];
                }
            }

            return null;
        }

        /// <summary>The box ends when the answer has left, or after a time where the line does not take it.</summary>
        private long StepGoodbye(long nowMs)
        {
            if (IsEnded)
            {
                return long.MaxValue;
            }

            Flush();
            if (_doneMs < 0 && _answer.IsEmpty)
            {
                _doneMs = nowMs + GoodbyeMs;
            }

            if (nowMs < _endMs && (_doneMs < 0 || nowMs < _doneMs))
            {
                return nowMs + CommandLookMs;
            }

            IsEnded = true;
            if (_session.Ending == ShellEnding.FactoryReset)
            {
                FactoryReset.EraseCounts(_parts.Files);
                _parts.Itself.Restart();
            }
            else if (_parts.Supervisor != null)
            {
                _parts.Supervisor.Restart(RestartReason.Requested, nowMs);
            }
            else
            {
                if (_parts.Restarts != null)
                {
                    _parts.Restarts.Note(RestartReason.Requested, nowMs, null, 0);
                }

                _parts.Itself.Restart();
            }

            return long.MaxValue;
        }
    }
}
