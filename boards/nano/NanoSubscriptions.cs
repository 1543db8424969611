using System;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using Sidetap.Mqtt;

namespace Sidetap.Boards.Nano
{
    /// <summary>What a connection to a broker subscribes to, and the messages that have come for it. They come on M2Mqtt's thread and are taken on another.</summary>
    /// <remarks>Each is an array of M2Mqtt's, in its own queue, until it is copied into a ring that does not grow.</remarks>
    internal sealed class NanoSubscriptions
    {
        private const int MaxFilters = 4;
        private const int Room = 4096; // seven of the longest that are taken

        private readonly object _lock = new object();
        private string[] _filters = new string[0];
        private MqttQoSLevel[] _levels = new MqttQoSLevel[0];
        private MessageRing _messages; // there with the first filter

        /// <summary>As <see cref="Hal.IBrokerConnection.AddSubscription"/>.</summary>
        public int Add(byte[] filter, int qos)
        {
            int number = _filters.Length;
            if (number == MaxFilters)
            {
                return -1;
            }

            // M2Mqtt takes arrays that it is all of.
            string[] filters = new string[number + 1];
            MqttQoSLevel[] levels = new MqttQoSLevel[number + 1];
            Array.Copy(_filters, 0, filters, 0, number);
            Array.Copy(_levels, 0, levels, 0, number);
            filters[number] = Encoding.UTF8.GetString(filter, 0, filter.Length);
            levels[number] = qos == 0 ? MqttQoSLevel.AtMostOnce : MqttQoSLevel.AtLeastOnce;
            if (_messages == null)
            {
                _messages = new MessageRing(Room);
            }

            _filters = filters;
            _levels = levels;
            return number;
        }

        /// <summary>As <see cref="Hal.IBrokerConnection.TakeMessage"/>.</summary>
        public int Take(byte[] buffer, int offset, int capacity, out int subscription)
        {
            lock (_lock)
            {
                subscription = -1;
                return _messages == null ? -1 : _messages.Take(buffer, offset, capacity, out subscription);
            }
        }

        /// <summary>Makes them in a new connection. Their first messages may come before it returns.</summary>
        /// <exception cref="Exception">The connection has ended, or M2Mqtt has no room.</exception>
        public void MakeIn(MqttClient client)
        {
            if (_filters.Length > 0)
            {
                client.Subscribe(_filters, _levels);
            }
        }

        /// <summary>A message has come.</summary>
        public void Put(string topic, byte[] message)
        {
            for (int i = 0; i < _filters.Length; i++)
            {
                if (_filters[i] == topic)
                {
                    lock (_lock)
                    {
                        _messages.Put(i, message, 0, message.Length);
                    }

                    return;
                }
            }
        }
    }
}
