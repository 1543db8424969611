using System;

namespace Sidetap.Terminal
{
    /// <summary>Edits a line on a terminal that knows ECMA-48: what is typed goes into a <see cref="CommandLine"/>, what is to be seen into an <see cref="Answer"/>.</summary>
    /// <remarks>One octet at a time, for each of which the answer has room for a line. A character is one octet or the octets of its UTF-8, and one column wide.</remarks>
    public sealed partial class LineEditor
    {
        private const int Bell = 7;
        private const int Backspace = 8;
        private const int Escape = 27;
        private const int Delete = 127;
        private const int MostParameter = 99;

        private readonly CommandLine _line;
        private readonly Answer _answer;
        private LineHistory _history;
        private int _floor;
        private int _cursor;
        private bool _isHidden;
        private bool _wasReturn;
        private int _sequence; // 0 none, 1 after ESC, 2 after ESC [, 3 after ESC O
        private int _parameter;

        /// <summary>Makes an editor.</summary>
        /// <param name="line">Takes the line.</param>
        /// <param name="answer">Takes the echo.</param>
        public LineEditor(CommandLine line, Answer answer)
        {
            _line = line;
            _answer = answer;
        }

        /// <summary>Where the cursor is, in octets of the line.</summary>
        public int Cursor
        {
            get { return _cursor; }
        }

        /// <summary>Whether what is typed is not shown.</summary>
        public bool IsHidden
        {
            get { return _isHidden; }
        }

        /// <summary>Whether there is a line for the cursor keys.</summary>
        public bool HasHistory
        {
            get { return _history != null; }
        }

        /// <summary>Begins an empty line.</summary>
        public void Begin()
        {
            _line.Length = 0;
            _floor = 0;
            _cursor = 0;
            _isHidden = false;
            _sequence = 0;
            if (_history != null)
            {
                _history.Rewind();
            }
        }

        /// <summary>Goes on behind what the line has already; what is typed is not shown.</summary>
        public void BeginHidden()
        {
            _floor = _line.Length;
            _cursor = _line.Length;
            _isHidden = true;
            _sequence = 0;
        }

        /// <summary>Keeps the line for the cursor keys. Allocates.</summary>
        public void Keep()
        {
            if (_history == null)
            {
                _history = new LineHistory();
            }

            _history.Keep(_line.Octets, _line.Length);
        }

        /// <summary>Forgets all lines.</summary>
        public void Forget()
        {
            _history = null;
        }

        /// <summary>Takes one octet.</summary>
        /// <param name="octet">From the line.</param>
        /// <returns>What it has led to.</returns>
        public EditorEvent Take(int octet)
        {
            bool isSecondHalf = octet == '\n' && _wasReturn;
            _wasReturn = octet == '\r';
            if (isSecondHalf)
            {
                return EditorEvent.None;
            }

            if (octet == 3)
            {
                _sequence = 0;
                return EditorEvent.Cancel;
            }

            if (_sequence != 0 && octet >= ' ')
            {
                TakeSequence(octet);
                return EditorEvent.None;
            }

            _sequence = 0;
            if (octet == '\r' || octet == '\n')
            {
                return EditorEvent.Enter;
            }

            if (octet == '\t')
            {
                return _isHidden ? Refuse() : EditorEvent.Complete;
            }

            if (octet >= ' ' && octet != Delete)
            {
                Insert(octet);
            }
            else
            {
                TakeKey(octet);
            }

            return EditorEvent.None;
        }

        /// <summary>Puts an octet where the cursor is. Rings the bell where the line has no more room.</summary>
        /// <param name="octet">The octet.</param>
        public void Insert(int octet)
        {
            int most = _isHidden ? CommandLine.MaxOctets - 1 : CommandLine.MaxOctets; // a secret is put in quotes
            if (_line.Length >= most)
            {
                Refuse();
                return;
            }

            byte[] octets = _line.Octets;
            Array.Copy(octets, _cursor, octets, _cursor + 1, _line.Length - _cursor);
            octets[_cursor++] = (byte)octet;
            _line.Length++;
            if (_isHidden)
            {
                return;
            }

            _answer.Raw(octet);
            if (_cursor < _line.Length && IsWhole())
            {
                DrawTail();
            }
        }

        private EditorEvent Refuse()
        {
            _answer.Raw(Bell);
            return EditorEvent.None;
        }

        private void TakeKey(int octet)
        {
            switch (octet)
            {
                case Escape:
                    _sequence = 1;
                    return;

                case Backspace:
                case Delete:
                    DeleteTo(StepLeft());
                    return;

                case 1: // Ctrl-A
                    MoveTo(_floor);
                    return;

                case 5: // Ctrl-E
                    MoveTo(_line.Length);
                    return;

                case 11: // Ctrl-K
                    Cut(_cursor, _line.Length);
                    return;

                case 21: // Ctrl-U
                    DeleteTo(_floor);
                    return;

                case 23: // Ctrl-W
                    DeleteTo(WordLeft());
                    return;

                default:
                    Refuse();
                    return;
            }
        }

        private void TakeSequence(int octet)
        {
            if (_sequence == 1)
            {
                _sequence = octet == '[' ? 2 : octet == 'O' ? 3 : 0;
                _parameter = 0;
                return;
            }

            if (octet >= '0' && octet <= '9')
            {
                _parameter = (_parameter * 10) + octet - '0';
                _parameter = _parameter > MostParameter ? MostParameter : _parameter;
                return;
            }

            if (octet < '@')
            {
                return; // a further parameter: a key with Shift or Ctrl held
            }

            _sequence = 0;
            switch (octet)
            {
                case 'A':
                case 'B':
                    Recall(octet == 'A');
                    return;

                case 'C':
                    MoveTo(StepRight());
                    return;

                case 'D':
                    MoveTo(StepLeft());
                    return;

                case 'H':
                    MoveTo(_floor);
                    return;

                case 'F':
                    MoveTo(_line.Length);
                    return;

                case '~':
                    TakeNumberedKey();
                    return;

                default:
                    return;
            }
        }

        private void TakeNumberedKey()
        {
            switch (_parameter)
            {
                case 1:
                case 7:
                    MoveTo(_floor);
                    return;

                case 4:
                case 8:
                    MoveTo(_line.Length);
                    return;

                case 3:
                    Cut(_cursor, StepRight());
                    return;

                default:
                    return;
            }
        }

        private void Recall(bool isOlder)
        {
            byte[] line;
            if (_isHidden || _history == null || !_history.TryMove(isOlder, out line))
            {
                Refuse();
                return;
            }

            MoveTo(0);
            Array.Copy(line, 0, _line.Octets, 0, line.Length);
            _line.Length = line.Length;
            _cursor = line.Length;
            for (int i = 0; i < line.Length; i++)
            {
                _answer.Raw(line[i]);
            }

            EraseRight();
        }

        private void DeleteTo(int begin)
        {
            int end = _cursor;
            MoveTo(begin);
            Cut(begin, end);
        }

        /// <summary>Takes octets out of the line, from the cursor on.</summary>
        private void Cut(int begin, int end)
        {
            if (begin == end)
            {
                return;
            }

            Array.Copy(_line.Octets, end, _line.Octets, begin, _line.Length - end);
            _line.Length -= end - begin;
            if (!_isHidden)
            {
                DrawTail();
            }
        }
    }
}
