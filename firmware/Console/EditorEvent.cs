namespace Sidetap.Terminal
{
    /// <summary>What a key has led to.</summary>
    public enum EditorEvent : byte
    {
        /// <summary>The line is being written on.</summary>
        None = 0,

        /// <summary>The line is complete.</summary>
        Enter = 1,

        /// <summary>The line was dropped.</summary>
        Cancel = 2,

        /// <summary>A word is to be completed.</summary>
        Complete = 3,
    }
}
