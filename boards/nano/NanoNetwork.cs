using System;
using System.Net.NetworkInformation;
using System.Threading;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>A network interface of nanoFramework. Its helpers wait for minutes, so a thread of the network's own calls them; State tells what it
    /// has seen last.</summary>
    public abstract class NanoNetwork : INetwork, INetworkInfo
    {
        private const int LookEveryMs = 1000;
        private const int AttemptMs = 60000;
        private const string NoAddress = "0.0.0.0";

        private readonly NetworkInterfaceType _type;
        private readonly AutoResetEvent _isAsked = new AutoResetEvent(false);
        private readonly object _lock = new object();
        private Thread _thread;
        private CancellationTokenSource _attempt;
        private NetworkState _state;
        private bool _wantsConnect;
        private bool _wantsReset;
        private bool _mustAttempt = true; // an address alone may be that of a network that is gone, or of another one
        private bool _hasLink = true;

        /// <summary>Makes it; nothing happens before <see cref="Connect"/>.</summary>
        /// <param name="type">The kind of interface: there may be several.</param>
        protected NanoNetwork(NetworkInterfaceType type)
        {
            _type = type;
        }

        /// <inheritdoc/>
        public NetworkState State
        {
            get { return _state; }
        }

        /// <inheritdoc/>
        public NetworkKind Kind
        {
            get { return _type == NetworkInterfaceType.Ethernet ? NetworkKind.Ethernet : NetworkKind.Wifi; }
        }

        /// <inheritdoc/>
        public string Address
        {
            get
            {
                try
                {
                    return FindAddress();
                }
                catch (Exception)
                {
                    return string.Empty; // no interface to be asked
                }
            }
        }

        /// <inheritdoc/>
        public virtual string Ssid
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public virtual int SignalDbm
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public void Connect()
        {
            Ask(true, false);
        }

        /// <inheritdoc/>
        /// <remarks>What an attempt under way leaves behind is forgotten by the thread as soon as its helper has let go of it.</remarks>
        public void Reset()
        {
            Ask(false, true);
        }

        /// <summary>Connects and waits for an address, on the network's thread. May throw; an exception is a failed attempt.</summary>
        /// <param name="token">Ends the attempt early.</param>
        /// <returns>Whether there is an address now.</returns>
        protected abstract bool TryConnect(CancellationToken token);

        /// <summary>Makes nanoFramework's helper forget what it was told, on the network's thread: without it the helper can't be told again. May
        /// throw.</summary>
        protected abstract void Forget();

        private void Ask(bool connect, bool reset)
        {
            lock (_lock)
            {
                _wantsConnect = connect;
                _wantsReset |= reset;
                if (reset && _attempt != null)
                {
                    _attempt.Cancel();
                }

                if (_state != NetworkState.Up || reset)
                {
                    _state = connect ? NetworkState.Connecting : NetworkState.Down;
                }

                if (_thread == null)
                {
                    NetworkChange.NetworkAvailabilityChanged += AvailabilityChanged;
                    _thread = new Thread(Run);
                    _thread.Start();
                }
            }

            _isAsked.Set();
        }

        private void Run()
        {
            while (true)
            {
                _isAsked.WaitOne(LookEveryMs, false);
                try
                {
                    Serve();
                }
                catch (Exception)
                {
                    SetState(NetworkState.Down); // a helper that threw: Connect begins anew
                }
            }
        }

        private void Serve()
        {
            bool reset;
            bool connect;
            lock (_lock)
            {
                reset = _wantsReset;
                connect = _wantsConnect;
                _wantsReset = false;
                _wantsConnect = false;
            }

            if (reset)
            {
                _mustAttempt = true;
                TryForget();
            }

            if (connect && (_mustAttempt || !HasAddress()))
            {
                Attempt();
                return;
            }

            // Without a connection asked for there is nothing to look after.
            if (connect || _state == NetworkState.Up)
            {
                SetState(HasAddress() ? NetworkState.Up : NetworkState.Down);
            }
        }

        private void Attempt()
        {
            SetState(NetworkState.Connecting);
            CancellationTokenSource attempt = new CancellationTokenSource(AttemptMs);
            lock (_lock)
            {
                _attempt = attempt;
            }

            bool isUp = false;
            try
            {
                TryForget();
                _hasLink = true; // what the events said before is about the connection before
                isUp = TryConnect(attempt.Token) && HasAddress();
                _mustAttempt = !isUp;
            }
            finally
            {
                lock (_lock)
                {
                    _attempt = null;
                    if (!_wantsReset)
                    {
                        _state = isUp ? NetworkState.Up : NetworkState.Down;
                    }
                }

                attempt.Dispose();
            }
        }

        /// <summary>A helper that has nothing to forget may say so by throwing: that keeps nobody from connecting.</summary>
        private void TryForget()
        {
            try
            {
                Forget();
            }
            catch (Exception)
            {
                // If it was more than that, the attempt fails.
            }
        }

        private void SetState(NetworkState state)
        {
            lock (_lock)
            {
                // What was asked for meanwhile is answered in the next round.
                if (!_wantsReset && !_wantsConnect)
                {
                    _state = state;
                }
            }
        }

        /// <summary>A fixed address stays when the cable is pulled: only the event tells.</summary>
        private void AvailabilityChanged(object sender, NetworkAvailabilityEventArgs e)
        {
            _hasLink = e.IsAvailable;
            _isAsked.Set();
        }

        private bool HasAddress()
        {
            return _hasLink && FindAddress().Length > 0;
        }

        /// <summary>The interface's address; empty: none.</summary>
        private string FindAddress()
        {
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < all.Length; i++)
            {
                string address = all[i].NetworkInterfaceType == _type ? all[i].IPv4Address : null;
                if (address != null && address.Length > 0 && address != NoAddress)
                {
                    return address;
                }
            }

            return string.Empty;
        }
    }
}
