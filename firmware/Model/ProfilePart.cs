namespace Sidetap.Model
{
    /// <summary>The part of a profile where it is wrong.</summary>
    public enum ProfilePart : byte
    {
        /// <summary>What describes the whole.</summary>
        Header = 0,

        /// <summary>A unit.</summary>
        Unit = 1,

        /// <summary>An enumeration.</summary>
        Enumeration = 2,

        /// <summary>A namespace.</summary>
        Namespace = 3,

        /// <summary>A source.</summary>
        Source = 4,

        /// <summary>A field.</summary>
        Field = 5,

        /// <summary>An event.</summary>
        Event = 6,
    }
}
