using System;

namespace Sidetap.Terminal
{
    /// <content>What arrives, and how it becomes a line.</content>
    public sealed partial class Shell
    {
        private void Read(long nowMs)
        {
            if (!_input.Read(nowMs))
            {
                return;
            }

            for (int i = _input.Count - 1; i >= 0 && _running != null && !_isStopped; i--)
            {
                if (_input.Octets[i] == CtrlC)
                {
                    _input.At = i + 1;
                    _isStopped = true;
                }
            }
        }

        private void TakeInput(long nowMs)
        {
            while (!_input.IsEmpty && _running == null && _endMs < 0 && _answer.HasRoom && !(_needsPrompt && !_session.IsMachine))
            {
                int octet = _input.Octets[_input.At];
                if (_session.IsMachine)
                {
                    _input.At++;
                    TakeFromTool(octet, nowMs);
                }
                else if (octet != '\t' || _answer.IsEmpty || _editor.IsHidden)
                {
                    _input.At++;
                    TakeKey(octet, nowMs);
                    Prompt();
                }
                else
                {
                    return; // what could be meant takes all the room there is
                }
            }
        }

        private void TakeFromTool(int octet, long nowMs)
        {
            if (octet == CtrlC)
            {
                BeginLine();
            }
            else if (octet == '\r' || octet == '\n')
            {
                EndToolLine(nowMs);
            }
            else if (_line.Length == CommandLine.MaxOctets)
            {
                _isTooLong = true;
            }
            else
            {
                _line.Octets[_line.Length++] = (byte)octet;
            }
        }

        private void EndToolLine(long nowMs)
        {
            if (_line.Length == 0)
            {
                return;
            }

            LastLineMs = nowMs;
            bool isRight = _line.TakeChecksum();
            _answer.IsMachine = true;
            _answer.HasChecksum = _line.HasChecksum && !_isTooLong;
            if (_isTooLong)
            {
                Fail(ShellError.LineTooLong, "the line is longer than 255 octets; send it in fewer");
            }
            else if (!isRight)
            {
                Fail(ShellError.WrongChecksum, "the checksum is another one; send the line again");
            }
            else if (_line.HasControl)
            {
                Fail(ShellError.WrongArguments, "the line has control characters; leave them out");
            }
            else
            {
                Begin(nowMs, false);
            }
        }

        private void TakeKey(int octet, long nowMs)
        {
            bool wasHidden = _editor.IsHidden;
            switch (_editor.Take(octet))
            {
                case EditorEvent.Enter:
                    NewLine();
                    EndTypedLine(nowMs, wasHidden);
                    return;

                case EditorEvent.Cancel:
                    if (_line.Length > 0)
                    {
                        NewLine();
                        BeginLine();
                    }

                    return;

                case EditorEvent.Complete:
                    _needsPrompt = Complete();
                    return;

                default:
                    return;
            }
        }

        private bool Complete()
        {
            try
            {
                return _completion.Complete();
            }
            catch (OutOfMemoryException)
            {
                return false;
            }
        }

        private void EndTypedLine(long nowMs, bool wasHidden)
        {
            LastLineMs = nowMs;
            _line.HasChecksum = false;
            _answer.IsMachine = false;
            _answer.HasChecksum = false;
            if (wasHidden)
            {
                _line.Octets[_line.Length++] = (byte)'"';
            }

            Begin(nowMs, wasHidden);
        }

        private void Ask(string question)
        {
            if (_line.Length > MostAsked)
            {
                Fail(ShellError.WrongArguments, "there are too many blanks; leave them out");
                return;
            }

            // A blank behind the last word, as completion leaves one, would become a part of the secret.
            while (_line.Length > 0 && _line.Octets[_line.Length - 1] == ' ')
            {
                _line.Length--;
            }

            _line.Octets[_line.Length++] = (byte)' ';
            _line.Octets[_line.Length++] = (byte)'"';
            _editor.BeginHidden();
            for (int i = 0; i < question.Length; i++)
            {
                _answer.Raw(question[i]);
            }
        }

        private void Keep(bool isHarmless)
        {
            if (isHarmless && !_session.IsMachine && !_answer.IsMachine)
            {
                try
                {
                    _editor.Keep();
                }
                catch (OutOfMemoryException)
                {
                    _editor.Forget(); // a box that is short of memory does without
                }
            }
        }

        private void BeginLine()
        {
            _isStopped = false;
            _isTooLong = false;
            _editor.Begin();
            _needsPrompt = true;
        }

        private void NewLine()
        {
            _answer.Raw('\r');
            _answer.Raw('\n');
        }

        /// <summary>Shows that a line can be typed, with what is on it.</summary>
        private void Prompt()
        {
            if (!_needsPrompt || _running != null || _endMs >= 0)
            {
                return;
            }

            if (_session.IsMachine)
            {
                _needsPrompt = false;
                return;
            }

            if (!_answer.HasRoom)
            {
                return;
            }

            _needsPrompt = false;
            string prompt = _session.Trial.IsRunning ? "sidetap (trial)> " : "sidetap> ";
            for (int i = 0; i < prompt.Length; i++)
            {
                _answer.Raw(prompt[i]);
            }

            _editor.Draw();
        }
    }
}
