using System;
using System.Threading;
using nanoFramework.Networking;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>The nanoCLR's SNTP client. It looks names up and may wait, so a thread of its own asks.</summary>
    public sealed class NanoTimeSource : ITimeSource
    {
        private readonly INetwork _network;
        private readonly string _server;
        private readonly string _fallback;
        private readonly AutoResetEvent _isAsked = new AutoResetEvent(false);
        private Thread _thread;

        /// <summary>Makes it.</summary>
        /// <param name="network">The network below.</param>
        /// <param name="server">The server's name or address; empty: nobody is asked.</param>
        /// <param name="fallback">A second one; empty: none.</param>
        public NanoTimeSource(INetwork network, string server, string fallback)
        {
            _network = network;
            _server = server;
            _fallback = fallback;
        }

        /// <inheritdoc/>
        public bool Request()
        {
            if (_network.State != NetworkState.Up || _server == null || _server.Length == 0)
            {
                return false;
            }

            if (_thread == null)
            {
                _thread = new Thread(Run);
                _thread.Start();
            }

            _isAsked.Set();
            return true;
        }

        private void Run()
        {
            while (true)
            {
                _isAsked.WaitOne();
                try
                {
                    Ask();
                }
                catch (Exception)
                {
                    // The time stays unknown, and is asked for again.
                }
            }
        }

        private void Ask()
        {
            if (Sntp.IsStarted)
            {
                Sntp.UpdateNow();
                return;
            }

            Sntp.Server1 = _server;
            if (_fallback != null && _fallback.Length > 0)
            {
                Sntp.Server2 = _fallback;
            }

            Sntp.Start();
        }
    }
}
