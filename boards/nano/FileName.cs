namespace Sidetap.Boards.Nano
{
    /// <summary>The names that a file area takes (<see cref="Hal.IFileArea"/>).</summary>
    internal static class FileName
    {
        private const int MaxLength = 15;

        /// <summary>Whether a name is 1..15 characters out of a-z, 0-9, '-' and '.', and not of points only.</summary>
        /// <param name="name">The name.</param>
        /// <returns>True when it is allowed.</returns>
        public static bool IsAllowed(string name)
        {
            if (name == null || name.Length == 0 || name.Length > MaxLength)
            {
                return false;
            }

            bool hasOther = false;
            for (int i = 0; i < name.Length; i++)
            {
                char c = name[i];
                bool isOther = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                if (!isOther && c != '.')
                {
                    return false;
                }

                hasOther |= isOther;
            }

            return hasOther;
        }
    }
}
