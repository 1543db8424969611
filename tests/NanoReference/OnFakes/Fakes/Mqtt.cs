namespace System.Net
{
    using System.Net.Sockets;

    /// <summary>A name server that knows three names.</summary>
    public static class Dns
    {
        public const string Known = "broker.example";
        public const string Empty = "nobody.example";

        public static IPHostEntry GetHostEntry(string hostNameOrAddress)
        {
            switch (hostNameOrAddress)
            {
                case Known:
                    return new IPHostEntry { AddressList = new[] { IPAddress.Loopback } };

                case Empty:
                    return new IPHostEntry { AddressList = new IPAddress[0] };

                default:
                    throw new NanoSocketException(SocketError.HostNotFound);
            }
        }
    }
}

namespace System.Net.Sockets
{
    /// <summary>A SocketException whose number is that of SocketError, as on nanoFramework; .NET on Linux has the system's.</summary>
    public class NanoSocketException : SocketException
    {
        public NanoSocketException(SocketError error)
            : base((int)error)
        {
            ErrorCode = (int)error;
        }

        public override int ErrorCode { get; }
    }
}

namespace System.Security.Cryptography.X509Certificates
{
    /// <summary>nanoFramework's takes PEM as text.</summary>
    public class X509Certificate
    {
        public const string Broken = "no certificate";

        public X509Certificate(string certificate)
        {
            if (certificate == Broken)
            {
                throw new ArgumentException("not PEM");
            }

            Text = certificate;
        }

        public string Text { get; }
    }
}

namespace nanoFramework.M2Mqtt.Messages
{
    using System;

    public enum MqttQoSLevel { AtMostOnce = 0, AtLeastOnce = 1, ExactlyOnce = 2 }

    public enum MqttReasonCode
    {
        Success = 0,
        ConnectionRefusedUnacceptableProtocolVersion = 1,
        ConnectionRefusedIdentifierRejected = 2,
        ConnectionRefusedServerUnavailable = 3,
        ConnectionRefusedBadUserNameOrPassword = 4,
        ConnectionRefusedNotAuthorized = 5,
    }

    public class MqttMsgPublishEventArgs : EventArgs
    {
        public MqttMsgPublishEventArgs(string topic, byte[] message)
        {
            Topic = topic;
            Message = message;
        }

        public string Topic { get; }

        public byte[] Message { get; }
    }

    public class MqttMsgPublishedEventArgs : EventArgs
    {
        public MqttMsgPublishedEventArgs(ushort messageId, bool isPublished = true)
        {
            MessageId = messageId;
            IsPublished = isPublished;
        }

        public ushort MessageId { get; set; }

        public bool IsPublished { get; set; }
    }
}

namespace nanoFramework.M2Mqtt.Exceptions
{
    using System;

    public class MqttConnectionException : Exception
    {
        public MqttConnectionException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class MqttCommunicationException : Exception
    {
        public MqttCommunicationException()
        {
        }

        public MqttCommunicationException(Exception e)
            : base(string.Empty, e)
        {
        }
    }
}

namespace nanoFramework.M2Mqtt
{
    using System;
    using System.Collections;
    using System.Collections.Concurrent;
    using System.Security.Cryptography.X509Certificates;
    using nanoFramework.M2Mqtt.Messages;

    public enum MqttSslProtocols { None = 0, SSLv3 = 1, TLSv1_0 = 2, TLSv1_1 = 3, TLSv1_2 = 4, TLSv1_3 = 5 }

    public enum MqttProtocolVersion { Version_3_1 = 3, Version_3_1_1 = 4, Version_5 = 5 }

    public interface IMqttClient
    {
        public delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

        public delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

        public delegate void ConnectionClosedEventHandler(object sender, EventArgs e);
    }

    /// <summary>A client whose broker does what a test says. It was made with the settings that it shows; like M2Mqtt's it is of no use again once it is closed.</summary>
    public class MqttClient : IMqttClient
    {
        private ushort _lastId;
        private bool _isBroken;

        public MqttClient(string brokerHostName, int brokerPort, bool secure, X509Certificate caCert, X509Certificate clientCert, MqttSslProtocols sslProtocol)
        {
            Settings = brokerHostName + ":" + brokerPort + (secure ? " secure " : " clear ") + sslProtocol;
            Authority = caCert?.Text;
            HasClientCertificate = clientCert != null;
            Made.Add(this);
        }

        public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished;

        public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;

        public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed;

        /// <summary>The clients that were made, in order.</summary>
        public static BlockingCollection<MqttClient> Made { get; set; } = new BlockingCollection<MqttClient>();

        /// <summary>What the broker says to CONNECT.</summary>
        public static Func<MqttClient, MqttReasonCode> Broker { get; set; } = _ => MqttReasonCode.Success;

        /// <summary>Whether the queue of messages has no room.</summary>
        public bool IsFull { get; set; }

        public string Settings { get; }

        public string Authority { get; }

        public bool HasClientCertificate { get; }

        /// <summary>CONNECT's contents; null: none was sent.</summary>
        public string Connection { get; private set; }

        /// <summary>What was published: topic, octets, QoS, retain.</summary>
        public ConcurrentQueue<string> Published { get; } = new ConcurrentQueue<string>();

        /// <summary>What was subscribed to: topic, QoS.</summary>
        public ConcurrentQueue<string> Subscribed { get; } = new ConcurrentQueue<string>();

        /// <summary>What the broker does when there is a SUBSCRIBE.</summary>
        public Action<MqttClient> OnSubscribe { get; set; }

        /// <summary>How often DISCONNECT was sent.</summary>
        public int Goodbyes { get; private set; }

        /// <summary>How often it was closed, from outside.</summary>
        public int Closes { get; private set; }

        public bool IsConnected { get; private set; }

        public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.Version_5;

        /// <summary>Whether somebody listens.</summary>
        public bool HasListeners => MqttMsgPublished != null || MqttMsgPublishReceived != null || ConnectionClosed != null;

        public MqttReasonCode Connect(string clientId, string username, string password, bool cleanSession, ushort keepAlivePeriod)
        {
            Connection = clientId + " " + (username ?? "null") + " " + (password ?? "null") + " " + cleanSession + " " + keepAlivePeriod;
            MqttReasonCode code = Broker(this);
            IsConnected = code == MqttReasonCode.Success && !_isBroken;
            return code;
        }

        public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
        {
            if (IsFull || contentType != null || userProperties != null)
            {
                throw new InvalidOperationException("the queue is full, or it is for another version of MQTT");
            }

            Published.Enqueue(topic + " " + Convert.ToHexString(message) + " " + (int)qosLevel + " " + retain);
            return ++_lastId;
        }

        public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
        {
            if (topics.Length == 0 || topics.Length != qosLevels.Length)
            {
                throw new ArgumentException("topics and levels don't match");
            }

            for (int i = 0; i < topics.Length; i++)
            {
                Subscribed.Enqueue(topics[i] + " " + (int)qosLevels[i]);
            }

            OnSubscribe?.Invoke(this);
            return ++_lastId;
        }

        public void Disconnect()
        {
            Goodbyes++;
            IsConnected = false;
        }

        public void Close()
        {
            Closes++;
            IsConnected = false;
        }

        /// <summary>PUBACK has come, or it was given up.</summary>
        public void Acknowledge(int messageId, bool isPublished = true) =>
            MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs((ushort)messageId, isPublished));

        /// <summary>A message has come.</summary>
        public void Deliver(string topic, byte[] message) => MqttMsgPublishReceived?.Invoke(this, new MqttMsgPublishEventArgs(topic, message));

        /// <summary>The connection has gone.</summary>
        public void Break()
        {
            _isBroken = true;
            IsConnected = false;
            ConnectionClosed?.Invoke(this, EventArgs.Empty);
        }
    }
}
