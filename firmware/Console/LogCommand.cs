using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <summary>What has happened since the start.</summary>
    public sealed class LogCommand : ShellCommand
    {
        private const int UptimeWidth = 13;
        private const int LevelWidth = 8;

        private readonly ShellParts _parts;
        private int _next;

        /// <summary>Makes it.</summary>
        /// <param name="parts">The box.</param>
        public LogCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "log"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[N]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the newest N of up to 32 notes since the start: uptime in milliseconds, level, text."; }
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            int most = line.Words == 2 ? line.NumberOf(1) : line.Words == 1 ? Notes.Capacity : -1;
            int count = _parts.Notes == null ? 0 : _parts.Notes.Count;
            _next = most < 1 ? -1 : most < count ? count - most : 0;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (_next < 0)
            {
                answer.Error(ShellError.WrongArguments, "usage: log, or log N with N from 1 on");
                return false;
            }

            Notes notes = _parts.Notes;
            if (notes == null || _next >= notes.Count)
            {
                answer.Ok();
                return false;
            }

            int index = _next++;
            answer.Begin();
            answer.Number(notes.UptimeOf(index));
            answer.Column(UptimeWidth);
            answer.Text(NoteText.LevelOf(notes.KindOf(index)));
            answer.Column(LevelWidth);
            NoteText.Write(answer, notes.KindOf(index), notes.NumberOf(index), _parts.Node != null && _parts.Node.Client == null);
            answer.End();
            return true;
        }
    }
}
