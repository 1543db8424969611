namespace Sidetap.Terminal
{
    /// <summary>What a command says that needs a node where there is none.</summary>
    internal static class NodeFault
    {
        /// <summary>Ends the answer with the reason.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="parts">The box, without a node.</param>
        public static void Write(Answer answer, ShellParts parts)
        {
            answer.BeginError(ShellError.NoNode);
            answer.Text("the box could not be put together");
            if (parts.Fault != null && parts.Fault.Length > 0)
            {
                bool isSentence = parts.Fault[parts.Fault.Length - 1] == '.';
                answer.Text(": ");
                answer.Text(isSentence ? parts.Fault.Substring(0, parts.Fault.Length - 1) : parts.Fault);
            }

            answer.Text("; change settings or profile, then reboot");
            answer.End();
        }
    }
}
