namespace Sidetap.Hal
{
    /// <summary>Why there is no connection to a broker, besides what CONNACK can say: values of <see cref="IBrokerConnection.RefusalCode"/>.</summary>
    public static class BrokerRefusal
    {
        /// <summary>The broker's certificate is not signed by the authority that was given, or is for another name, or is not valid now.</summary>
        public const int CertificateNotTrusted = 0x100;

        /// <summary>The broker's name has no address.</summary>
        public const int NameNotFound = 0x101;
    }
}
