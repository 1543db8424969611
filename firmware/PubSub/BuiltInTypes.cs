namespace Sidetap.PubSub
{
    /// <summary>What is known of each built-in type, once.</summary>
    public static class BuiltInTypes
    {
        /// <summary>Set in a Variant's encoding octet for an array (OPC 10000-6, 5.2.2.16).</summary>
        public const int ArrayFlag = 0x80;

        /// <summary>Encoding octet of a StatusCode in a Variant.</summary>
        public const int StatusCodeId = 19;

        /// <summary>Encoding octet of a LocalizedText in a Variant.</summary>
        public const int LocalizedTextId = 21;

        /// <summary>Encoding octet of an ExtensionObject in a Variant.</summary>
        public const int ExtensionObjectId = 22;

        /// <summary>Encoding octet of a DataValue in a Variant.</summary>
        public const int DataValueId = 23;

        // Indexed by type id; 0 where the length varies or there is no such type.
        private static readonly byte[] Sizes = { 0, 1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 0, 8, 0, 0, 0, 0, 0, 4 };

        /// <summary>Octets of a value.</summary>
        /// <param name="type">The type.</param>
        /// <returns>1, 2, 4 or 8; 0 for a String.</returns>
        public static int SizeOf(BuiltInType type)
        {
            return Sizes[(int)type];
        }
    }
}
