namespace Sidetap.Terminal
{
    /// <summary>A command that goes through the settings, or shows the one that is named, with a line for each.</summary>
    public abstract class SettingListCommand : NamedSettingCommand
    {
        private readonly int _mostWords;
        private int _at;
        private bool _hasHeading;

        /// <summary>Makes one.</summary>
        /// <param name="parts">What the shell works on.</param>
        /// <param name="takesName">Whether a name may be behind the command.</param>
        protected SettingListCommand(ShellParts parts, bool takesName)
            : base(parts)
        {
            _mostWords = takesName ? 2 : 1;
        }

        /// <inheritdoc/>
        public override string Candidate(int index)
        {
            return _mostWords == 2 ? base.Candidate(index) : null;
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            base.Begin(line, nowMs);
            _at = Index < 0 ? 0 : Index;
            _hasHeading = false;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > _mostWords)
            {
                return Misused(answer);
            }

            bool isOne = line.Words == 2;
            if (isOne && Index < 0)
            {
                return Unknown(answer);
            }

            int last = isOne ? Index : Desk.Table.Count - 1;
            while (_at <= last && !Shows(_at))
            {
                _at++;
            }

            if (_at > last)
            {
                answer.Ok();
                return Done();
            }

            if (!answer.IsMachine && !_hasHeading)
            {
                _hasHeading = true;
                if (WriteHeading(answer))
                {
                    return true;
                }
            }

            answer.Begin();
            Write(answer, _at);
            answer.End();
            _at++;
            return true;
        }

        /// <summary>Whether a setting has a line.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>True: it has.</returns>
        protected virtual bool Shows(int index)
        {
            return true;
        }

        /// <summary>Writes a line above the first one, for people.</summary>
        /// <param name="answer">Takes it.</param>
        /// <returns>False: there is none.</returns>
        protected virtual bool WriteHeading(Answer answer)
        {
            return false;
        }

        /// <summary>Writes the columns of a setting's line.</summary>
        /// <param name="answer">Takes them.</param>
        /// <param name="index">The setting.</param>
        protected abstract void Write(Answer answer, int index);
    }
}
