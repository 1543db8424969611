namespace Sidetap.MqttSn
{
    /// <summary>
    /// What is known of each message, once: its name as the specification prints it and the fields of its frame in wire order. The decoder,
    /// the tool and the documents are fed from here.
    /// </summary>
    public static class MessageTypes
    {
        /// <summary>One past the highest code of an ordinary message; 0xFE stands alone above.</summary>
        public const int Count = 0x1E;

        private const int F = (int)FieldKind.Flags;
        private const int O = (int)FieldKind.Octet;
        private const int T = (int)FieldKind.TopicId;
        private const int M = (int)FieldKind.MsgId;
        private const int R = (int)FieldKind.ReturnCode;
        private const int D = (int)FieldKind.Duration;
        private const int Od = (int)FieldKind.OptionalDuration;
        private const int Of = (int)FieldKind.OptionalFlags;
        private const int V = (int)FieldKind.Variable;

        // Indexed by MsgType; null marks a reserved code (5.2.2, Table 3).
        private static readonly string[] Names =
        {
            "ADVERTISE", "SEARCHGW", "GWINFO", null, "CONNECT", "CONNACK", "WILLTOPICREQ", "WILLTOPIC", "WILLMSGREQ", "WILLMSG",
            "REGISTER", "REGACK", "PUBLISH", "PUBACK", "PUBCOMP", "PUBREC", "PUBREL", null, "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK",
            "PINGREQ", "PINGRESP", "DISCONNECT", null, "WILLTOPICUPD", "WILLTOPICRESP", "WILLMSGUPD", "WILLMSGRESP",
        };

        // Indexed by MsgType: the fields behind MsgType in wire order, first one in the lowest four bits (5.4.1 to 5.4.25).
        private static readonly int[] Layouts =
        {
            O | (D << 4),                                   // ADVERTISE      GwId Duration
            O,                                              // SEARCHGW       Radius
            O | (V << 4),                                   // GWINFO         GwId [GwAdd]
            0,
            F | (O << 4) | (D << 8) | (V << 12),            // CONNECT        Flags ProtocolId Duration ClientId
            R,                                              // CONNACK        ReturnCode
            0,                                              // WILLTOPICREQ
            Of | (V << 4),                                  // WILLTOPIC      [Flags WillTopic]
            0,                                              // WILLMSGREQ
            V,                                              // WILLMSG        WillMsg
            T | (M << 4) | (V << 8),                        // REGISTER       TopicId MsgId TopicName
            T | (M << 4) | (R << 8),                        // REGACK         TopicId MsgId ReturnCode
            F | (T << 4) | (M << 8) | (V << 12),            // PUBLISH        Flags TopicId MsgId Data
            T | (M << 4) | (R << 8),                        // PUBACK         TopicId MsgId ReturnCode
            M,                                              // PUBCOMP        MsgId
            M,                                              // PUBREC         MsgId
            M,                                              // PUBREL         MsgId
            0,
            F | (M << 4) | (V << 8),                        // SUBSCRIBE      Flags MsgId TopicName or TopicId
            F | (T << 4) | (M << 8) | (R << 12),            // SUBACK         Flags TopicId MsgId ReturnCode
            F | (M << 4) | (V << 8),                        // UNSUBSCRIBE    Flags MsgId TopicName or TopicId
            M,                                              // UNSUBACK       MsgId
            V,                                              // PINGREQ        [ClientId]
            0,                                              // PINGRESP
            Od,                                             // DISCONNECT     [Duration]
            0,
            Of | (V << 4),                                  // WILLTOPICUPD   [Flags WillTopic]
            R,                                              // WILLTOPICRESP  ReturnCode
            V,                                              // WILLMSGUPD     WillMsg
            R,                                              // WILLMSGRESP    ReturnCode
        };

        /// <summary>The message's name as the specification prints it.</summary>
        /// <param name="code">A MsgType octet, 0..255.</param>
        /// <returns>The name, or null for a reserved code.</returns>
        public static string NameOf(int code)
        {
            if (code == (int)MessageType.Encapsulated)
            {
                return "FORWARDER ENCAPSULATION";
            }

            return code >= 0 && code < Count ? Names[code] : null;
        }

        /// <summary>The fields behind MsgType of an ordinary message.</summary>
        /// <param name="code">A MsgType octet, 0..<see cref="Count"/> - 1.</param>
        /// <returns>One <see cref="FieldKind"/> in every four bits, the first field lowest; 0 when there are none or the code is reserved.</returns>
        public static int LayoutOf(int code)
        {
            return Layouts[code];
        }

        /// <summary>Whether the code is reserved (5.2.2): such a frame is counted and ignored.</summary>
        /// <param name="code">A MsgType octet, 0..255.</param>
        /// <returns>True for 0x03, 0x11, 0x19, 0x1E..0xFD and 0xFF.</returns>
        public static bool IsReserved(int code)
        {
            return code != (int)MessageType.Encapsulated && (code >= Count || Names[code] == null);
        }
    }
}
