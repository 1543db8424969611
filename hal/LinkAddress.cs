using System;

namespace Sidetap.Hal
{
    /// <summary>
    /// Where a datagram goes to or came from: an octet string that only the link can read, as GwAdd of MQTT-SN's GWINFO is
    /// (MQTT-SN 1.2, 5.4.3). For UDP over IPv4: four octets of address, then two of port, most significant first.
    /// </summary>
    /// <remarks>Made once at start-up and filled again and again: no allocation while the box runs.</remarks>
    public sealed class LinkAddress
    {
        /// <summary>The longest address a link may use, in octets: IPv6 and a port.</summary>
        public const int MaxLength = 18;

        /// <summary>The address; the first <see cref="Length"/> octets count.</summary>
        public readonly byte[] Octets = new byte[MaxLength];

        /// <summary>Octets in use, 0..<see cref="MaxLength"/>. 0: no address.</summary>
        public int Length;

        /// <summary>Makes this the same address as <paramref name="other"/>.</summary>
        /// <param name="other">The address to take over.</param>
        public void CopyFrom(LinkAddress other)
        {
            Array.Copy(other.Octets, 0, Octets, 0, other.Length);
            Length = other.Length;
        }

        /// <summary>Whether both name the same place.</summary>
        /// <param name="other">The address to compare with.</param>
        /// <returns>True when lengths and octets are equal.</returns>
        public bool SameAs(LinkAddress other)
        {
            if (Length != other.Length)
            {
                return false;
            }

            for (int i = 0; i < Length; i++)
            {
                if (Octets[i] != other.Octets[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
