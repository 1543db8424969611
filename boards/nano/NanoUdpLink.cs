using System;
using System.Net;
using System.Net.Sockets;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>UDP over IPv4. Broadcasts go to a multicast group, which a second socket listens to.</summary>
    /// <remarks>
    /// The sockets live as long as the network is up: lwIP forgets a group when its interface goes down. nanoFramework's Socket makes a few small
    /// objects for each datagram (the peer's address); the link itself makes none, and an endpoint only when the destination has changed.
    /// </remarks>
    public sealed class NanoUdpLink : IDatagramLink
    {
        private const int AddressLength = 6;
        private const int WholeNetworkTtl = 32; // by convention 32 stays within a site
        private const int SendTimeoutMs = 10;
        private const int MostFailures = 8;

        // What an Ethernet frame carries: 1,500 octets less the headers of IPv4 and UDP.
        private const int EthernetPayload = 1472;

        private readonly INetwork _network;
        private readonly LinkAddress _group;
        private readonly LinkAddress _lastTo = new LinkAddress();
        private readonly byte[] _datagram;
        private Socket _socket;
        private Socket _groupSocket;
        private IPEndPoint _to;
        private IPEndPoint _groupEndPoint;
        private EndPoint _from;
        private byte[] _ownAddress;
        private int _ownPort;
        private int _ttl;
        private int _failures;

        /// <summary>Makes a link; sockets are opened when the network is up.</summary>
        /// <param name="network">The network below.</param>
        /// <param name="group">The multicast group and its port, 4 and 2 octets; null or empty: there are no broadcasts.</param>
        /// <param name="longest">Octets of the longest datagram that is of use to whoever receives.</param>
        public NanoUdpLink(INetwork network, LinkAddress group, int longest)
        {
            _datagram = new byte[(longest < EthernetPayload ? longest : EthernetPayload) + 1]; // one more: what fills it was longer
            _network = network;
            _group = group != null && group.Length == AddressLength ? group : null;
            _from = new IPEndPoint(IPAddress.Any, 0);
        }

        /// <inheritdoc/>
        public int MaxDatagramLength
        {
            get { return EthernetPayload; }
        }

        /// <inheritdoc/>
        public bool IsUp
        {
            get
            {
                if (_network.State != NetworkState.Up)
                {
                    Close();
                    return false;
                }

                return _socket != null || Open();
            }
        }

        /// <inheritdoc/>
        public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
        {
            if (to.Length != AddressLength || !IsUp)
            {
                return false;
            }

            try
            {
                if (_to == null || !to.SameAs(_lastTo))
                {
                    _to = EndPointOf(to);
                    _lastTo.CopyFrom(to);
                }

                _socket.SendTo(buffer, offset, length, SocketFlags.None, _to);
                _failures = 0;
                return true;
            }
            catch (Exception)
            {
                Fail();
                return false;
            }
        }

        /// <inheritdoc/>
        public bool Broadcast(byte[] buffer, int offset, int length, int radius)
        {
            if (_group == null || !IsUp || (_groupSocket == null && !OpenGroup()))
            {
                return false;
            }

            try
            {
                int ttl = radius == 0 ? WholeNetworkTtl : radius;
                if (ttl != _ttl)
                {
                    _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, ttl);
                    _ttl = ttl;
                }

                _socket.SendTo(buffer, offset, length, SocketFlags.None, _groupEndPoint);
                return true;
            }
            catch (Exception)
            {
                Fail();
                return false;
            }
        }

        /// <inheritdoc/>
        public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
        {
            if (!IsUp)
            {
                return -1;
            }

            int length = ReceiveFrom(_socket, buffer, offset, capacity, from);
            while (length < 0 && _groupSocket != null)
            {
                length = ReceiveFrom(_groupSocket, buffer, offset, capacity, from);
                if (length < 0)
                {
                    return -1;
                }

                length = IsOwn(from) ? -1 : length; // the next one, if there is another
            }

            return length;
        }

        private static IPEndPoint EndPointOf(LinkAddress address)
        {
            byte[] octets = new byte[4];
            Array.Copy(address.Octets, 0, octets, 0, 4);
            return new IPEndPoint(new IPAddress(octets), PortOf(address));
        }

        private static int PortOf(LinkAddress address)
        {
            return (address.Octets[4] << 8) | address.Octets[5];
        }

        private static void Dispose(Socket socket)
        {
            try
            {
                if (socket != null)
                {
                    socket.Close();
                }
            }
            catch (Exception)
            {
                // It is given up all the same.
            }
        }

        private int ReceiveFrom(Socket socket, byte[] buffer, int offset, int capacity, LinkAddress from)
        {
            try
            {
                if (!socket.Poll(0, SelectMode.SelectRead))
                {
                    return -1;
                }

                int length = socket.ReceiveFrom(_datagram, 0, _datagram.Length, SocketFlags.None, ref _from);
                IPEndPoint sender = (IPEndPoint)_from;
                Array.Copy(sender.Address.GetAddressBytes(), 0, from.Octets, 0, 4);
                from.Octets[4] = (byte)(sender.Port >> 8);
                from.Octets[5] = (byte)sender.Port;
                from.Length = AddressLength;
                Array.Copy(_datagram, 0, buffer, offset, length < capacity ? length : capacity);
                return length;
            }
            catch (Exception)
            {
                Fail(); // the echo of an ICMP error, or a socket that is no more
                return -1;
            }
        }

        private bool Open()
        {
            try
            {
                _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                _socket.SendTimeout = SendTimeoutMs;
                _socket.Bind(new IPEndPoint(IPAddress.Any, 0));
                _failures = 0;
                _ttl = 0;
            }
            catch (Exception)
            {
                Close();
                return false;
            }

            if (_group != null)
            {
                OpenGroup(); // a group that can't be joined yet keeps nobody from sending to a gateway
            }

            return true;
        }

        private bool OpenGroup()
        {
            try
            {
                JoinGroup();
                return true;
            }
            catch (Exception)
            {
                Dispose(_groupSocket);
                _groupSocket = null;
                return false;
            }
        }

        private void JoinGroup()
        {
            _groupEndPoint = EndPointOf(_group);
            _ownAddress = IPAddress.GetDefaultLocalAddress().GetAddressBytes();
            _ownPort = ((IPEndPoint)_socket.LocalEndPoint).Port;
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, _ownAddress);
            _groupSocket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _groupSocket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _groupSocket.Bind(new IPEndPoint(IPAddress.Any, PortOf(_group)));

            // ip_mreq: the group, then the interface by its address.
            byte[] membership = new byte[8];
            Array.Copy(_group.Octets, 0, membership, 0, 4);
            Array.Copy(_ownAddress, 0, membership, 4, 4);
            _groupSocket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, membership);
        }

        private bool IsOwn(LinkAddress from)
        {
            return PortOf(from) == _ownPort
                && from.Octets[0] == _ownAddress[0] && from.Octets[1] == _ownAddress[1]
                && from.Octets[2] == _ownAddress[2] && from.Octets[3] == _ownAddress[3];
        }

        /// <summary>One failure is a lost datagram; a row of them is a socket that works no more, and a new one is opened.</summary>
        private void Fail()
        {
            if (++_failures >= MostFailures)
            {
                Close();
            }
        }

        private void Close()
        {
            Dispose(_socket);
            Dispose(_groupSocket);
            _socket = null;
            _groupSocket = null;
        }
    }
}
