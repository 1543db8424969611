namespace Sidetap.NanoReference;

/// <summary>An input file that cannot be used. The message is one line and names the file.</summary>
public class InputException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line, written for the person who gave the file.</param>
    public InputException(string message)
        : base(message)
    {
    }
}
