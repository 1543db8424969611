using Sidetap.Hal;

namespace Sidetap.MqttSn
{
    /// <summary>
    /// The gateways a client knows: first those it was configured with, in order of preference, then those it has heard of (MQTT-SN 1.2, 6.1). Of fixed
    /// size; what does not fit is not taken.
    /// </summary>
    internal sealed class GatewayList
    {
        /// <summary>How many gateways can be known.</summary>
        public const int Capacity = 8;

        /// <summary>How many of them can be configured.</summary>
        public const int MaxConfigured = 4;

        private readonly LinkAddress[] _addresses = new LinkAddress[Capacity];
        private readonly int[] _gwIds = new int[Capacity];
        private readonly long[] _expiresMs = new long[Capacity];
        private readonly long[] _notBeforeMs = new long[Capacity];
        private readonly bool[] _isHearsay = new bool[Capacity];

        /// <summary>Makes an empty list.</summary>
        public GatewayList()
        {
            for (int i = 0; i < Capacity; i++)
            {
                _addresses[i] = new LinkAddress();
            }
        }

        /// <summary>How many gateways are known.</summary>
        public int Count { get; private set; }

        /// <summary>How many of them were configured; they are the first ones.</summary>
        public int Configured { get; private set; }

        /// <summary>When the next gateway that was heard of is to be forgotten, in milliseconds of uptime; <see cref="long.MaxValue"/> for never.</summary>
        public long NextExpiryMs { get; private set; } = long.MaxValue;

        /// <summary>Adds a configured gateway, behind those that are configured already. Only before any was heard of.</summary>
        public bool Configure(LinkAddress address)
        {
            if (Configured == MaxConfigured || address.Length == 0 || Count > Configured)
            {
                return false;
            }

            Add(address, -1, false, long.MaxValue);
            Configured++;
            return true;
        }

        /// <summary>Notes a gateway that was heard of, or that it was heard of again.</summary>
        /// <param name="address">Its address.</param>
        /// <param name="gwId">Its GwId.</param>
        /// <param name="isHearsay">Whether another client has named it. A gateway that speaks for itself comes before those, and takes the place of one when
        /// there is no room.</param>
        /// <param name="expiresMs">Uptime at which it is forgotten unless it is heard of again.</param>
        /// <returns>Whether it is known now; false when there is no room.</returns>
        public bool Note(LinkAddress address, int gwId, bool isHearsay, long expiresMs)
        {
            int index = Find(address);
            if (index < 0)
            {
                return AddHeard(address, gwId, isHearsay, expiresMs);
            }

            _gwIds[index] = gwId;
            _isHearsay[index] &= isHearsay;
            if (index >= Configured)
            {
                _expiresMs[index] = expiresMs;
                FindNextExpiry();
            }

            return true;
        }

        private bool AddHeard(LinkAddress address, int gwId, bool isHearsay, long expiresMs)
        {
            int at = Count;
            for (int i = Configured; i < Count && !isHearsay && at == Count; i++)
            {
                at = _isHearsay[i] ? i : at;
            }

            if (at == Count)
            {
                return Count < Capacity && Add(address, gwId, isHearsay, expiresMs);
            }

            if (Count < Capacity)
            {
                Add(_addresses[at], _gwIds[at], true, _expiresMs[at]);
            }

            Put(at, address, gwId, false, expiresMs);
            return true;
        }

        /// <summary>The place of an address in the list, or -1.</summary>
        public int Find(LinkAddress address)
        {
            for (int i = 0; i < Count; i++)
            {
                if (_addresses[i].SameAs(address))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>The address of a gateway.</summary>
        public LinkAddress AddressOf(int index)
        {
            return _addresses[index];
        }

        /// <summary>The GwId of a gateway; -1 while it has not told.</summary>
        public int GwIdOf(int index)
        {
            return _gwIds[index];
        }

        /// <summary>Uptime before which a gateway is not to be asked, in milliseconds: it was congested.</summary>
        public long NotBeforeMs(int index)
        {
            return _notBeforeMs[index];
        }

        /// <summary>A congested gateway is left alone for a time (5.3.10).</summary>
        public void LeaveAlone(int index, long untilMs)
        {
            if (index >= 0 && untilMs > _notBeforeMs[index])
            {
                _notBeforeMs[index] = untilMs;
            }
        }

        /// <summary>The gateway to try: the first one from a place on, round the list, that may be asked at a time; or the one that may be soonest.</summary>
        /// <returns>Its index; -1 when the list is empty.</returns>
        public int Choose(int from, long atMs)
        {
            int best = -1;
            for (int i = 0; i < Count; i++)
            {
                int index = (from + i) % Count;
                if (_notBeforeMs[index] <= atMs)
                {
                    return index;
                }

                if (best < 0 || _notBeforeMs[index] < _notBeforeMs[best])
                {
                    best = index;
                }
            }

            return best;
        }

        /// <summary>Forgets a gateway that was heard of; a configured one stays.</summary>
        /// <returns>Whether it is gone.</returns>
        public bool Forget(int index)
        {
            if (index < Configured || index >= Count)
            {
                return false;
            }

            LinkAddress address = _addresses[index];
            Count--;
            for (int i = index; i < Count; i++)
            {
                _addresses[i] = _addresses[i + 1];
                _gwIds[i] = _gwIds[i + 1];
                _expiresMs[i] = _expiresMs[i + 1];
                _notBeforeMs[i] = _notBeforeMs[i + 1];
                _isHearsay[i] = _isHearsay[i + 1];
            }

            _addresses[Count] = address;
            FindNextExpiry();
            return true;
        }

        /// <summary>Forgets gateways that were not heard of for too long, but not the one that is in use: keep-alive watches that.</summary>
        public void Expire(long nowMs, LinkAddress inUse)
        {
            if (nowMs < NextExpiryMs)
            {
                return;
            }

            for (int i = Count - 1; i >= Configured; i--)
            {
                if (nowMs >= _expiresMs[i])
                {
                    if (_addresses[i].SameAs(inUse))
                    {
                        _expiresMs[i] = long.MaxValue;
                    }
                    else
                    {
                        Forget(i);
                    }
                }
            }

            FindNextExpiry();
        }

        private bool Add(LinkAddress address, int gwId, bool isHearsay, long expiresMs)
        {
            Count++;
            Put(Count - 1, address, gwId, isHearsay, expiresMs);
            return true;
        }

        private void Put(int index, LinkAddress address, int gwId, bool isHearsay, long expiresMs)
        {
            _addresses[index].CopyFrom(address);
            _gwIds[index] = gwId;
            _isHearsay[index] = isHearsay;
            _expiresMs[index] = expiresMs;
            _notBeforeMs[index] = 0;
            FindNextExpiry();
        }

        private void FindNextExpiry()
        {
            long next = long.MaxValue;
            for (int i = Configured; i < Count; i++)
            {
                next = _expiresMs[i] < next ? _expiresMs[i] : next;
            }

            NextExpiryMs = next;
        }
    }
}
