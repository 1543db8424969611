using System;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Update;
using Sidetap.Uplink;

namespace Sidetap.Tests
{
    /// <summary>A way out that is there at once. What is asked for is answered with the next call of <see cref="Answer"/>, out of one image.</summary>
    public sealed class UpdateLink : IUplink
    {
        private readonly byte[] _image;
        private readonly byte[] _ask = new byte[UpdateMessages.AskLength];
        private Topic _askTopic;
        private Topic _blockTopic;
        private bool _hasAsk;

        /// <summary>Makes it, with the image that is served.</summary>
        public UpdateLink(byte[] image)
        {
            _image = image;
        }

        /// <summary>The subscription for offers.</summary>
        public Topic OfferTopic;

        /// <summary>The last status that was published; null before the first.</summary>
        public byte[] Status;

        /// <inheritdoc/>
        public ClientState State
        {
            get { return ClientState.Active; }
        }

        /// <inheritdoc/>
        public ClientEvent LastEvent
        {
            get { return ClientEvent.ConnectAccepted; }
        }

        /// <inheritdoc/>
        public uint Connections
        {
            get { return 1; }
        }

        /// <inheritdoc/>
        public uint Sent { get; private set; }

        /// <inheritdoc/>
        public bool AwaitsAnswer
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public bool IsPublishing
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public int HeaderRoom
        {
            get { return 9; }
        }

        /// <inheritdoc/>
        public int BufferOctets
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public bool AddTopic(Topic topic)
        {
            _askTopic = _askTopic == null ? topic : _askTopic;
            topic.IsReady = true;
            return true;
        }

        /// <inheritdoc/>
        public bool AddSubscription(Topic topic)
        {
            if (OfferTopic == null)
            {
                OfferTopic = topic;
            }
            else
            {
                _blockTopic = topic;
            }

            topic.IsReady = true;
            return true;
        }

        /// <inheritdoc/>
        public bool CanPublish(Topic topic, int qos, long nowMs)
        {
            return true;
        }

        /// <inheritdoc/>
        public PublishOutcome TryPublish(Topic topic, byte[] buffer, int payloadOffset, int payloadLength, int qos, bool retain, long nowMs)
        {
            Sent++;
            if (topic == _askTopic)
            {
                Array.Copy(buffer, payloadOffset, _ask, 0, payloadLength);
                _hasAsk = true;
            }
            else
            {
                Status = new byte[payloadLength];
                Array.Copy(buffer, payloadOffset, Status, 0, payloadLength);
            }

            return PublishOutcome.Sent;
        }

        /// <summary>Sends the blocks that were asked for.</summary>
        public void Answer(IMessageHandler box)
        {
            if (!_hasAsk)
            {
                return;
            }

            _hasAsk = false;
            int first = (int)UaBinary.Get32(_ask, 4);
            int octets = UaBinary.Get16(_ask, 8);
            for (int i = UaBinary.Get16(_ask, 10); i > 0 && first < _image.Length; i--)
            {
                int count = _image.Length - first < octets ? _image.Length - first : octets;
                byte[] block = new byte[count + UpdateMessages.BlockOverhead];
                UpdateMessages.WriteBlock(block, UaBinary.Get32(_ask, 0), first, _image, count);
                box.OnMessage(_blockTopic, block, 0, block.Length);
                first += count;
            }
        }

        /// <inheritdoc/>
        public bool Sleep(int seconds, long nowMs)
        {
            return false;
        }

        /// <inheritdoc/>
        public bool Wake(long nowMs)
        {
            return false;
        }

        /// <inheritdoc/>
        public void Start(long nowMs)
        {
        }

        /// <inheritdoc/>
        public void Stop(long nowMs)
        {
        }

        /// <inheritdoc/>
        public long Step(long nowMs)
        {
            return long.MaxValue;
        }

        /// <inheritdoc/>
        public long NextDue(long nowMs)
        {
            return long.MaxValue;
        }
    }
}
