using Sidetap.MqttSn;

namespace Sidetap.Uplink
{
    /// <summary>Takes messages for subscriptions, from within the calls of whoever steps the way out.</summary>
    public interface IMessageHandler
    {
        /// <summary>A message arrived.</summary>
        /// <param name="subscription">The subscription, without wildcards.</param>
        /// <param name="buffer">Holds the message; valid until this call returns.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets, 0 or more.</param>
        void OnMessage(Topic subscription, byte[] buffer, int offset, int length);
    }
}
