namespace Sidetap.Terminal
{
    /// <summary>
    /// A command of the shell. One runs at a time: <see cref="Begin"/> looks at the request, then <see cref="Next"/> is called, with room for a line each time, until the answer's
    /// result has been written.
    /// </summary>
    /// <remarks>Made once at start; keeps no more than where it is in its answer. Texts are properties, so that they take no heap until somebody asks.</remarks>
    public abstract class ShellCommand
    {
        /// <summary>The word it is called by.</summary>
        public abstract string Name { get; }

        /// <summary>Its arguments: "NAME VALUE", "[NAME]"; empty: none.</summary>
        public abstract string Usage { get; }

        /// <summary>What it does, in a sentence.</summary>
        public abstract string Help { get; }

        /// <summary>Whether this request changes something, so that a locked box refuses it.</summary>
        /// <param name="line">The request.</param>
        /// <returns>True: only while unlocked.</returns>
        public virtual bool Changes(CommandLine line)
        {
            return false;
        }

        /// <summary>Whether the line holds a secret: it is kept in no history.</summary>
        /// <param name="line">The request.</param>
        /// <returns>True for a password or PIN.</returns>
        public virtual bool HasSecret(CommandLine line)
        {
            return false;
        }

        /// <summary>For people: a secret that the line lacks. It is asked for, not shown, and put in quotes behind what there is.</summary>
        /// <param name="line">The request.</param>
        /// <returns>What to ask with, "PIN: "; null: nothing is lacking, or something else.</returns>
        public virtual string Asks(CommandLine line)
        {
            return null;
        }

        /// <summary>A word that may follow the command, for the Tab key.</summary>
        /// <param name="index">0 or more.</param>
        /// <returns>The word; null: there are no more.</returns>
        public virtual string Candidate(int index)
        {
            return null;
        }

        /// <summary>Looks at a request. Writes nothing.</summary>
        /// <param name="line">The request; it stays as it is until the answer has ended.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public virtual void Begin(CommandLine line, long nowMs)
        {
        }

        /// <summary>Writes one line of the answer, or none while there is nothing yet to say.</summary>
        /// <param name="line">The request.</param>
        /// <param name="answer">Takes the line; has room for one.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when the line was the result, which ends the answer.</returns>
        public abstract bool Next(CommandLine line, Answer answer, long nowMs);

        /// <summary>Ends the answer: the command is used otherwise.</summary>
        /// <param name="answer">Takes the result.</param>
        protected void WriteUsage(Answer answer)
        {
            answer.BeginError(ShellError.WrongArguments);
            answer.Text("use it so: ");
            answer.Text(Name);
            if (Usage.Length > 0)
            {
                answer.Text(" ");
                answer.Text(Usage);
            }

            answer.End();
        }

        /// <summary>Somebody has pressed Ctrl-C, or the session has ended, while the command ran.</summary>
        public virtual void Cancel()
        {
        }
    }
}
