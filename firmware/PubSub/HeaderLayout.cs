namespace Sidetap.PubSub
{
    /// <summary>Which headers a publisher sends (OPC 10000-14, Annex A.2).</summary>
    public enum HeaderLayout : byte
    {
        /// <summary>A.2.2, http://opcfoundation.org/UA/PubSub-Layouts/UADP-Dynamic: self-describing; key, delta and keep-alive frames.</summary>
        Dynamic = 0,

        /// <summary>A.2.1, http://opcfoundation.org/UA/PubSub-Layouts/UADP-Periodic-Fixed: RawData, key frames only, fields of fixed length only.
        /// The subscriber needs the DataSetMetaData.</summary>
        PeriodicFixed = 1,
    }
}
