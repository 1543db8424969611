namespace Sidetap.PubSub
{
    /// <summary>The topics a publisher uses over MQTT with UADP (OPC 10000-14, 7.3.4.7).</summary>
    public static class TopicNames
    {
        /// <summary>Where data messages go: Prefix/uadp/data/PublisherId/WriterGroup/DataSetWriter (7.3.4.7.3).</summary>
        /// <param name="prefix">The site's prefix; Part 14's default is "opcua".</param>
        /// <param name="publisherId">The PublisherId; written in decimal without leading zeros.</param>
        /// <param name="writerGroup">The WriterGroup's name.</param>
        /// <param name="dataSetWriter">The DataSetWriter's name.</param>
        /// <returns>The topic name.</returns>
        public static string Data(string prefix, ulong publisherId, string writerGroup, string dataSetWriter)
        {
            return Writer(prefix, "/uadp/data/", publisherId, writerGroup, dataSetWriter);
        }

        /// <summary>Where DataSetMetaData goes: Prefix/uadp/metadata/PublisherId/WriterGroup/DataSetWriter (7.3.4.7.4).</summary>
        /// <param name="prefix">The site's prefix.</param>
        /// <param name="publisherId">The PublisherId.</param>
        /// <param name="writerGroup">The WriterGroup's name.</param>
        /// <param name="dataSetWriter">The DataSetWriter's name.</param>
        /// <returns>The topic name.</returns>
        public static string MetaData(string prefix, ulong publisherId, string writerGroup, string dataSetWriter)
        {
            return Writer(prefix, "/uadp/metadata/", publisherId, writerGroup, dataSetWriter);
        }

        /// <summary>
        /// Whether a name can be one level of a topic: 1 character or more, none of them '/', '+', '#' or a control character (MQTT 3.1.1, 4.7 and
        /// 1.5.3: U+0000..U+001F, U+007F..U+009F).
        /// </summary>
        /// <param name="name">The name.</param>
        /// <returns>True when it can.</returns>
        public static bool IsLevel(string name)
        {
            if (name == null || name.Length == 0)
            {
                return false;
            }

            for (int i = 0; i < name.Length; i++)
            {
                char c = name[i];
                if (c == '/' || c == '+' || c == '#' || c < ' ' || (c >= 0x7F && c <= 0x9F))
                {
                    return false;
                }
            }

            return true;
        }

        private static string Writer(string prefix, string kind, ulong publisherId, string writerGroup, string dataSetWriter)
        {
            return prefix + kind + publisherId.ToString() + "/" + writerGroup + "/" + dataSetWriter;
        }
    }
}
