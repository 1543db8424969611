namespace Sidetap.Tool;

/// <summary>Octets as people paste them: spaces, line breaks, colons, dashes and 0x are allowed.</summary>
public static class HexInput
{
    /// <summary>Reads octets.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="otherwise">What to say behind "is no hexadecimal digit".</param>
    /// <returns>The octets, 1 or more.</returns>
    /// <exception cref="CliError">There is something else in it, or half an octet.</exception>
    public static byte[] Parse(string text, string otherwise = "")
    {
        List<byte> octets = [];
        int high = -1;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPrefix = c == '0' && high < 0 && i + 1 < text.Length && text[i + 1] is 'x' or 'X';
            if (isPrefix)
            {
                i++;
            }
            else if (char.IsAsciiHexDigit(c))
            {
                int digit = Convert.ToInt32(c.ToString(), 16);
                if (high < 0)
                {
                    high = digit;
                }
                else
                {
                    octets.Add((byte)((high << 4) | digit));
                    high = -1;
                }
            }
            else if (!char.IsWhiteSpace(c) && c is not (':' or '-' or ','))
            {
                throw new CliError($"'{c}' at position {i + 1} is no hexadecimal digit{otherwise}");
            }
        }

        if (high >= 0)
        {
            throw new CliError("an odd number of hexadecimal digits: the last octet is half");
        }

        return octets.Count > 0 ? [.. octets] : throw new CliError("no octets given");
    }
}
