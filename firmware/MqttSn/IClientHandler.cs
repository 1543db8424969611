using Sidetap.Uplink;

namespace Sidetap.MqttSn
{
    /// <summary>What the client tells its owner besides, from within the owner's calls. The owner may call the client from here.</summary>
    public interface IClientHandler : IUplinkHandler
    {
        /// <summary>A message arrived for a subscription. A repeated one is told once.</summary>
        /// <param name="subscription">The subscription.</param>
        /// <param name="names">Holds the topic name where the subscription is a wildcard; null for the others, which are one topic each.</param>
        /// <param name="nameOffset">Index of the name's first octet.</param>
        /// <param name="nameLength">The name's octets.</param>
        /// <param name="frame">The PUBLISH; valid until this call returns.</param>
        void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame);
    }
}
