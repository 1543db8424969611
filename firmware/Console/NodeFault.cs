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
            answer.BeginError(ShellError.Failed);
            answer.Text("The box could not be put together");
            if (parts.Fault != null && parts.Fault.Length > 0)
            {
                answer.Text(": ");
                answer.Text(parts.Fault);
            }

            answer.Text(" Change settings or profile, then reboot.");
            answer.End();
        }
    }
}
