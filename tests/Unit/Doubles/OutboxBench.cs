using Sidetap.Outbox;
using Sidetap.PubSub;
using Assert = nanoFramework.TestFramework.Assert; // by its name: the desktop tests that share this file have another one

namespace Sidetap.Tests
{
    /// <summary>An outbox with small pages, messages that tell their number, and a list of what left it.</summary>
    public sealed class OutboxBench
    {
        /// <summary>The longest message.</summary>
        public const int MaxLength = 100;

        private const int MaxDelivered = 8192;
        private const int RecordHeader = 11;
        private readonly byte[] _outgoing = new byte[RecordHeader + MaxLength];

        /// <summary>Capacities and times: a page holds eight messages of 48 octets, RAM sixteen, flash four pages and the one that is kept free.</summary>
        public readonly NodeSettings Settings = new NodeSettings
        {
            QueueCapacity = 16 * (48 + RecordHeader),
            OutboxPages = 5,
            OutboxPageOctets = 56 + (8 * (48 + RecordHeader)),
        };

        /// <summary>The files.</summary>
        public Hal.IFileArea Files = new MemoryFiles();

        /// <summary>The outbox of this start.</summary>
        public StoreAndForward Outbox;

        /// <summary>What it has counted.</summary>
        public NodeStatistics Statistics;

        /// <summary>The number of this start.</summary>
        public uint Boot;

        /// <summary>The time.</summary>
        public long NowMs;

        /// <summary>Whether messages can go out.</summary>
        public bool IsOnline;

        /// <summary>The UTC time of uptime 0.</summary>
        public long UtcAtStart;

        /// <summary>The next message's number.</summary>
        public int Made;

        /// <summary>The sequence number of the next message.</summary>
        public uint Sequence;

        /// <summary>Every so many messages one is an event; 0: none.</summary>
        public int EventEvery;

        /// <summary>The number of the next event.</summary>
        public uint EventNumber;

        /// <summary>Numbers of the messages that left, in order.</summary>
        public readonly int[] Delivered = new int[MaxDelivered];

        /// <summary>How many left.</summary>
        public int DeliveredCount;

        /// <summary>Starts the box, or starts it again.</summary>
        public OutboxBench Start()
        {
            Boot++;
            NowMs = 0;
            Statistics = new NodeStatistics();
            Outbox = new StoreAndForward(Settings, Files, Statistics, Boot, MaxLength);
            Sequence = Outbox.FirstSequence;
            EventNumber = Outbox.FirstEvent;
            return this;
        }

        /// <summary>Makes messages of 48 octets, one a second.</summary>
        public void Make(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Make(48, false);
            }
        }

        /// <summary>Makes a message of some length.</summary>
        public void Make(int length, bool isUptime)
        {
            NowMs += 1000;
            int at = Outbox.Reserve(NowMs);
            byte[] buffer = Outbox.Buffer;
            for (int i = 4; i < length; i++)
            {
                buffer[at + i] = Content(Made, i);
            }

            UaBinary.Put32(buffer, at, (uint)Made);
            Made++;
            if (IsEvent(Made - 1))
            {
                EventNumber++;
                Outbox.CommitEvent(length, isUptime, EventNumber, NowMs);
            }
            else
            {
                Sequence++;
                Outbox.Commit(length, isUptime, Sequence, NowMs);
            }

            Step();
        }

        /// <summary>Lets the outbox do what is due now.</summary>
        public void Step()
        {
            Outbox.Step(NowMs, IsOnline, UtcAtStart);
        }

        /// <summary>Lets time pass, the outbox being called whenever it wants to.</summary>
        public void Wait(long ms)
        {
            long until = NowMs + ms;
            for (int i = 0; i < 100000 && NowMs < until; i++)
            {
                Step();
                long due = Outbox.NextDue(NowMs);
                NowMs = due > until ? until : due > NowMs ? due : NowMs;
            }

            Assert.AreEqual(until, NowMs, "the outbox wants to be called again and again");
            Step();
        }

        /// <summary>Takes a message; returns its number, or -1 when none waits.</summary>
        public int Take()
        {
            if (!Outbox.TryTake(_outgoing, RecordHeader, NowMs))
            {
                return -1;
            }

            int number = (int)UaBinary.Get32(_outgoing, RecordHeader);
            Assert.AreEqual(IsEvent(number), Outbox.TakenIsEvent, "message " + number);
            for (int i = 4; i < Outbox.TakenLength; i++)
            {
                if (_outgoing[RecordHeader + i] != Content(number, i))
                {
                    Assert.AreEqual(Content(number, i), _outgoing[RecordHeader + i], "message " + number + ", octet " + i);
                }
            }

            return number;
        }

        /// <summary>Takes a message and hands it over; returns its number, or -1 when none waits.</summary>
        public int Deliver()
        {
            int number = Take();
            if (number >= 0)
            {
                Delivered[DeliveredCount] = number;
                DeliveredCount++;
                Outbox.End(true, NowMs);
            }

            return number;
        }

        /// <summary>Hands over everything that waits.</summary>
        public void Drain()
        {
            IsOnline = true;
            while (Deliver() >= 0)
            {
                Step();
            }

            Assert.AreEqual(0, Outbox.Count);
        }

        /// <summary>Asserts that what left are the messages of a range, in order, behind those that left before.</summary>
        public void AssertDelivered(int from, int first, int last)
        {
            for (int i = first; i <= last; i++)
            {
                Assert.AreEqual(i, Delivered[from + i - first], "place " + (from + i - first));
            }

            Assert.AreEqual(from + last - first + 1, DeliveredCount);
        }

        private bool IsEvent(int number)
        {
            return EventEvery > 0 && number % EventEvery == EventEvery - 1;
        }

        private static byte Content(int number, int index)
        {
            return (byte)((number * 31) + (index * 7) + (number >> 3));
        }
    }
}
