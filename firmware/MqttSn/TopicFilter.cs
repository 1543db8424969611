namespace Sidetap.MqttSn
{
    /// <summary>Topic filters with wildcards (MQTT 3.1.1, 4.7; MQTT-SN 1.2 takes them over): '+' is one level, '#' all that follow.</summary>
    public static class TopicFilter
    {
        private const byte Slash = (byte)'/';
        private const byte Plus = (byte)'+';
        private const byte Hash = (byte)'#';

        /// <summary>Whether a filter has wildcards.</summary>
        /// <param name="filter">The filter in UTF-8.</param>
        /// <returns>True when there is a '+' or a '#'.</returns>
        public static bool HasWildcard(byte[] filter)
        {
            for (int i = 0; i < filter.Length; i++)
            {
                if (filter[i] == Plus || filter[i] == Hash)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether a name is one of those a filter stands for. Names that begin with '$' are not matched by a wildcard in the first level.</summary>
        /// <param name="filter">The filter in UTF-8.</param>
        /// <param name="buffer">Holds the name.</param>
        /// <param name="offset">Index of the name's first octet.</param>
        /// <param name="length">The name's octets, 1 or more.</param>
        /// <returns>True when it matches.</returns>
        public static bool Matches(byte[] filter, byte[] buffer, int offset, int length)
        {
            int end = offset + length;
            int at = offset;
            int f = 0;
            if (length > 0 && buffer[offset] == (byte)'$' && (filter[0] == Plus || filter[0] == Hash))
            {
                return false;
            }

            while (f < filter.Length)
            {
                if (filter[f] == Hash)
                {
                    return f == filter.Length - 1;
                }

                if (filter[f] == Plus)
                {
                    while (at < end && buffer[at] != Slash)
                    {
                        at++;
                    }

                    f++;
                }
                else if (at < end && filter[f] == buffer[at])
                {
                    f++;
                    at++;
                }
                else
                {
                    // "a/#" also stands for "a", its parent level.
                    return at == end && f == filter.Length - 2 && filter[f] == Slash && filter[f + 1] == Hash;
                }
            }

            return at == end;
        }
    }
}
