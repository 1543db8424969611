using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>The units the built-in profile uses (UNECE Recommendation 20).</summary>
    public static class Units
    {
        /// <summary>Ampere.</summary>
        public static readonly EngineeringUnit Ampere = new EngineeringUnit("AMP", "A", "ampere");

        /// <summary>Kilowatt.</summary>
        public static readonly EngineeringUnit Kilowatt = new EngineeringUnit("KWT", "kW", "kilowatt");

        /// <summary>Millimetre.</summary>
        public static readonly EngineeringUnit Millimetre = new EngineeringUnit("MMT", "mm", "millimetre");

        /// <summary>Millimetre per second.</summary>
        public static readonly EngineeringUnit MillimetrePerSecond = new EngineeringUnit("C16", "mm/s", "millimetre per second");

        /// <summary>A pure number.</summary>
        public static readonly EngineeringUnit One = new EngineeringUnit("C62", "", "one");
    }
}
