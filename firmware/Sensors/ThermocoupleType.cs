namespace Sidetap.Sensors
{
    /// <summary>The thermocouples of IEC 60584-1 by their number in a profile.</summary>
    public enum ThermocoupleType : byte
    {
        /// <summary>Nickel-chromium / nickel-aluminium, -270..1372 degC.</summary>
        K = 0,

        /// <summary>Iron / copper-nickel, -210..1200 degC.</summary>
        J = 1,

        /// <summary>Copper / copper-nickel, -270..400 degC.</summary>
        T = 2,

        /// <summary>Nicrosil / nisil, -270..1300 degC.</summary>
        N = 3,

        /// <summary>Nickel-chromium / copper-nickel, -270..1000 degC.</summary>
        E = 4,

        /// <summary>Platinum with 10 % rhodium / platinum, -50..1768.1 degC.</summary>
        S = 5,

        /// <summary>Platinum with 13 % rhodium / platinum, -50..1768.1 degC.</summary>
        R = 6,

        /// <summary>Platinum with 30 % rhodium / platinum with 6 % rhodium, 0..1820 degC; a temperature can be told from 42 degC on.</summary>
        B = 7,
    }
}
