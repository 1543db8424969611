namespace Sidetap.PubSub
{
    /// <summary>A unit of measure as OPC UA names it (EUInformation, OPC 10000-8, 5.6.3): a code of UNECE Recommendation 20.</summary>
    public sealed class EngineeringUnit
    {
        /// <summary>The namespace of UNECE codes (OPC 10000-8, 5.6.3.2).</summary>
        public static readonly string NamespaceUri = "http://www.opcfoundation.org/UA/units/un/cefact";

        /// <summary>UnitId: the code's characters as a number, the last character lowest.</summary>
        public readonly int UnitId;

        /// <summary>The sign that is shown, e.g. "mm/s".</summary>
        public readonly string DisplayName;

        /// <summary>The unit's name, e.g. "millimetre per second".</summary>
        public readonly string Description;

        /// <summary>Makes a unit of its UNECE code.</summary>
        /// <param name="code">Two or three characters, e.g. "C16".</param>
        /// <param name="displayName">The sign that is shown.</param>
        /// <param name="description">The unit's name.</param>
        public EngineeringUnit(string code, string displayName, string description)
        {
            int id = 0;
            for (int i = 0; i < code.Length; i++)
            {
                id = (id << 8) | code[i];
            }

            UnitId = id;
            DisplayName = displayName;
            Description = description;
        }
    }
}
