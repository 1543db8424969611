namespace Sidetap.Terminal
{
    /// <summary>Completes the word that is being typed: a command, or what the command says may follow it.</summary>
    internal sealed class WordCompletion
    {
        private const int MostListed = 180; // octets; a prompt and a whole line follow in the same room

        private readonly ShellCommand[] _commands;
        private readonly CommandLine _line;
        private readonly Answer _answer;
        private readonly LineEditor _editor;

        public WordCompletion(ShellCommand[] commands, CommandLine line, Answer answer, LineEditor editor)
        {
            _commands = commands;
            _line = line;
            _answer = answer;
            _editor = editor;
        }

        /// <summary>Puts in as much as is certain, or lists what there is. Needs an empty answer.</summary>
        /// <returns>True when the line has to be shown again, behind a prompt.</returns>
        public bool Complete()
        {
            _line.Split();
            bool isNew = _line.Length == 0 || _line.Octets[_line.Length - 1] == ' ';
            int word = isNew ? _line.Words : _line.Words - 1;
            ShellCommand command = word == 1 ? FindCommand() : null;
            if (_editor.Cursor != _line.Length || word > 1 || (word == 1 && command == null))
            {
                _answer.Raw(7);
                return false;
            }

            int offset = isNew ? _line.Length : _line.OffsetOf(word);
            int length = _line.Length - offset;
            int count;
            string first;
            int common = Look(command, offset, length, out count, out first);
            for (int i = length; i < common; i++)
            {
                _editor.Insert(first[i]);
            }

            if (count == 1)
            {
                _editor.Insert(' ');
            }
            else if (count == 0)
            {
                _answer.Raw(7);
            }
            else if (common == length)
            {
                List(command, offset, length);
                return true;
            }

            return false;
        }

        /// <summary>Octets that all candidates have in common; how many there are.</summary>
        private int Look(ShellCommand command, int offset, int length, out int count, out string first)
        {
            int common = length;
            count = 0;
            first = null;
            for (int i = 0; ; i++)
            {
                string candidate = CandidateOf(command, i);
                if (candidate == null)
                {
                    return common;
                }

                if (IsCandidate(candidate, offset, length))
                {
                    count++;
                    common = count == 1 ? candidate.Length : Common(first, candidate, common);
                    first = count == 1 ? candidate : first;
                }
            }
        }

        private void List(ShellCommand command, int offset, int length)
        {
            _answer.Raw('\r');
            _answer.Raw('\n');
            int listed = 0;
            bool isAll = true;
            string candidate = CandidateOf(command, 0);
            for (int i = 0; candidate != null; i++)
            {
                bool isOne = IsCandidate(candidate, offset, length);
                isAll = isAll && (!isOne || listed + candidate.Length + 2 <= MostListed);
                if (isOne && isAll)
                {
                    Put(candidate);
                    Put("  ");
                    listed += candidate.Length + 2;
                }

                candidate = CandidateOf(command, i + 1);
            }

            Put(isAll ? "\r\n" : "...\r\n");
        }

        private void Put(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                _answer.Raw(text[i]);
            }
        }

        private ShellCommand FindCommand()
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

        private string CandidateOf(ShellCommand command, int index)
        {
            return command != null ? command.Candidate(index) : index < _commands.Length ? _commands[index].Name : null;
        }

        private bool IsCandidate(string text, int offset, int length)
        {
            bool isSame = text.Length >= length;
            for (int i = 0; i < length && isSame; i++)
            {
                isSame = text[i] == _line.Octets[offset + i];
            }

            return isSame;
        }

        private static int Common(string a, string b, int most)
        {
            int common = 0;
            while (common < most && common < b.Length && a[common] == b[common])
            {
                common++;
            }

            return common;
        }
    }
}
