using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>Looks names up. nanoFramework's Dns waits for the answer, so a thread that lives for one name calls it.</summary>
    public sealed class NanoNameResolver : INameResolver
    {
        private const int AddressOctets = 4;

        private string _host;
        private string _address = string.Empty;
        private InquiryState _state;

        /// <inheritdoc/>
        public InquiryState State
        {
            get { return _state; }
        }

        /// <inheritdoc/>
        public string Address
        {
            get { return _address; }
        }

        /// <inheritdoc/>
        public bool Begin(string host)
        {
            if (_state == InquiryState.Running)
            {
                return false;
            }

            _host = host;
            _address = string.Empty;
            _state = InquiryState.Running;
            try
            {
                new Thread(Run).Start();
                return true;
            }
            catch (Exception)
            {
                _state = InquiryState.Failed; // no memory for a thread
                return true;
            }
        }

        private void Run()
        {
            InquiryState state = InquiryState.Failed;
            try
            {
                IPAddress[] all = Dns.GetHostEntry(_host).AddressList;
                for (int i = 0; i < all.Length && state != InquiryState.Done; i++)
                {
                    if (all[i] != null && all[i].AddressFamily == AddressFamily.InterNetwork && all[i].GetAddressBytes().Length == AddressOctets)
                    {
                        _address = all[i].ToString();
                        state = InquiryState.Done;
                    }
                }
            }
            catch (Exception)
            {
                // The name is not known, or nobody was there to be asked.
            }

            _state = state;
        }
    }
}
