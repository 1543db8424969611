using System;

namespace Sidetap.Tests
{
    /// <summary>What a terminal shows in its last line, of the control sequences that the shell sends (ECMA-48). A character of ASCII is a column.</summary>
    public sealed class FakeTerminal
    {
        private const int Columns = 400;

        private readonly char[] _line = new char[Columns];
        private int _length;
        private int _cursor;

        /// <summary>How often the bell rang.</summary>
        public int Bells;

        /// <summary>Column of the cursor.</summary>
        public int Cursor
        {
            get { return _cursor; }
        }

        /// <summary>The last line.</summary>
        public string Line
        {
            get { return _length == 0 ? string.Empty : new string(_line, 0, _length); }
        }

        /// <summary>Shows what has come.</summary>
        public FakeTerminal Show(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char character = text[i];
                if (character == '\u001b')
                {
                    i = Sequence(text, i + 2);
                }
                else if (character == '\u0007')
                {
                    Bells++;
                }
                else if (character == '\r')
                {
                    _cursor = 0;
                }
                else if (character == '\n')
                {
                    _length = 0;
                    _cursor = 0;
                }
                else
                {
                    if (character < ' ')
                    {
                        throw new ArgumentException("A terminal is sent an octet that it has no use for: " + ((int)character).ToString());
                    }

                    _line[_cursor++] = character;
                    _length = _cursor > _length ? _cursor : _length;
                }
            }

            return this;
        }

        private int Sequence(string text, int at)
        {
            int number = 0;
            while (text[at] >= '0' && text[at] <= '9')
            {
                number = (number * 10) + text[at] - '0';
                at++;
            }

            if (text[at] == 'D')
            {
                _cursor -= number;
            }
            else if (text[at] == 'K')
            {
                _length = _cursor;
            }
            else
            {
                throw new ArgumentException("A sequence that is not known: " + text[at].ToString());
            }

            if (_cursor < 0)
            {
                throw new ArgumentException("The cursor went beyond the line's begin.");
            }

            return at;
        }
    }
}
