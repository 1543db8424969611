namespace Sidetap.Terminal
{
    /// <content>Where the cursor goes, and what is seen of it.</content>
    public sealed partial class LineEditor
    {
        /// <summary>Shows the line anew, behind a prompt.</summary>
        public void Draw()
        {
            if (_isHidden)
            {
                return;
            }

            for (int i = 0; i < _line.Length; i++)
            {
                _answer.Raw(_line.Octets[i]);
            }

            MoveLeft(Columns(_cursor, _line.Length));
        }

        private static bool IsBegin(int octet)
        {
            return (octet & 0xC0) != 0x80;
        }

        private int StepLeft()
        {
            int at = _cursor;
            while (at > _floor)
            {
                at--;
                if (IsBegin(_line.Octets[at]))
                {
                    return at;
                }
            }

            return _floor;
        }

        private int StepRight()
        {
            int at = _cursor;
            while (at < _line.Length)
            {
                at++;
                if (at == _line.Length || IsBegin(_line.Octets[at]))
                {
                    return at;
                }
            }

            return _line.Length;
        }

        private int WordLeft()
        {
            int at = _cursor;
            while (at > _floor && _line.Octets[at - 1] == ' ')
            {
                at--;
            }

            while (at > _floor && _line.Octets[at - 1] != ' ')
            {
                at--;
            }

            return at;
        }

        private void MoveTo(int at)
        {
            if (at < _cursor)
            {
                MoveLeft(Columns(at, _cursor));
            }
            else if (!_isHidden)
            {
                for (int i = _cursor; i < at; i++)
                {
                    _answer.Raw(_line.Octets[i]);
                }
            }

            _cursor = at;
        }

        /// <summary>Shows what is behind the cursor, and nothing behind that.</summary>
        private void DrawTail()
        {
            for (int i = _cursor; i < _line.Length; i++)
            {
                _answer.Raw(_line.Octets[i]);
            }

            EraseRight();
            MoveLeft(Columns(_cursor, _line.Length));
        }

        private void EraseRight()
        {
            _answer.Raw(Escape);
            _answer.Raw('[');
            _answer.Raw('K');
        }

        private void MoveLeft(int columns)
        {
            if (columns <= 0 || _isHidden)
            {
                return;
            }

            _answer.Raw(Escape);
            _answer.Raw('[');
            if (columns >= 100)
            {
                _answer.Raw('0' + (columns / 100));
            }

            if (columns >= 10)
            {
                _answer.Raw('0' + (columns / 10 % 10));
            }

            _answer.Raw('0' + (columns % 10));
            _answer.Raw('D');
        }

        private int Columns(int begin, int end)
        {
            int columns = 0;
            for (int i = begin; i < end; i++)
            {
                columns += IsBegin(_line.Octets[i]) ? 1 : 0;
            }

            return columns;
        }

        /// <summary>Whether the character before the cursor has all of its octets.</summary>
        private bool IsWhole()
        {
            int begin = StepLeft();
            int first = _line.Octets[begin];
            int length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
            return _cursor - begin >= length;
        }
    }
}
