#nullable enable

namespace Sidetap.Tests.Host.Outbox;

/// <summary>The outbox under power cuts at every octet of every write, append and deletion: nothing that was in flash is lost, doubled or out of place. Every
/// fifth message is an event.</summary>
[TestClass]
public sealed class PowerCutTests
{
    private const int PageOfMessages = 8;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_cut_at_any_octet_leaves_what_was_stored(int leaves)
    {
        var places = new Run().Places;
        Assert.IsTrue(places > 8000, $"{places} places: pages are begun, filled, dropped and deleted");
        for (var cut = 0; cut < places; cut += leaves == 0 ? 1 : 3)
        {
            new Run(cut, (FaultyFiles.Torn)leaves).Check(0);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Writes_that_were_only_said_to_be_stored_cost_no_order_and_no_count(int lies)
    {
        var places = new Run().Places;
        for (var cut = 0; cut < places; cut += 7)
        {
            new Run(cut, FaultyFiles.Torn.Prefix).Check(lies);
        }
    }

    [TestMethod]
    public void Cut_after_cut_the_same_holds()
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            var run = new Run(random.Next(9000), (FaultyFiles.Torn)random.Next(4));
            for (var i = 0; i < 4; i++)
            {
                run.Restart(0);
                run.Go(random.Next(3000), (FaultyFiles.Torn)random.Next(4));
            }

            run.Check(0);
        }
    }

    /// <summary>A box's life up to a power cut, and what came of every message.</summary>
    private sealed class Run
    {
        private readonly FaultyFiles _files = new();
        private readonly OutboxBench _bench;
        private readonly List<int> _waiting = [];
        private readonly HashSet<int> _arrived = [];
        private readonly HashSet<int> _unsaved = [];
        private readonly HashSet<int> _again = [];
        private List<int> _stored = [];
        private uint _usedSequence;
        private uint _usedEvent;
        private int _underWay = -1;

        public Run(int cut = -1, FaultyFiles.Torn leaves = FaultyFiles.Torn.Prefix)
        {
            _bench = new OutboxBench { Files = _files, EventEvery = 5 };
            _bench.Start(); // once before: a box of which nothing at all is stored begins with sequence number 0 again
            _files.PowerUp();
            Go(cut, leaves);
        }

        public int Places => _files.Places;

        /// <summary>Starts the box and lets it live until the power goes.</summary>
        public void Go(int cut, FaultyFiles.Torn leaves)
        {
            _files.UntilCut = cut;
            _files.Leaves = leaves;
            _bench.Start();
            var steps = Steps().GetEnumerator();
            while (!_files.IsOff && steps.MoveNext())
            {
                _usedSequence = _bench.Sequence;
                _usedEvent = _bench.EventNumber;
            }
        }

        /// <summary>The power comes back; what only was in RAM is gone.</summary>
        public void Restart(int lies)
        {
            _unsaved.UnionWith(_waiting.Except(_stored));
            if (!_waiting.Contains(_bench.Made - 1) && !_arrived.Contains(_bench.Made - 1))
            {
                _unsaved.Add(_bench.Made - 1); // was being made when the power went
            }

            _underWay = -1;
            _files.PowerUp(lies);
            _bench.IsOnline = false;
            _bench.Start();
            Assert.IsTrue(_bench.Sequence >= _usedSequence, "a sequence number is used again");
            Assert.IsTrue(_bench.EventNumber >= _usedEvent, "an event number is used again");
            _waiting.Clear();
            _waiting.AddRange(Found());
            _unsaved.ExceptWith(_waiting);
            _again.UnionWith(_waiting.Where(_arrived.Contains));
            _bench.DeliveredCount = 0;
        }

        /// <summary>What a start finds in flash: what was stored, and what of an append was stored before it was cut.</summary>
        private IEnumerable<int> Found()
        {
            var other = new OutboxBench { Files = _files.Copy(), EventEvery = 5 }.Start();
            other.Drain();
            return other.Delivered.Take(other.DeliveredCount);
        }

        /// <summary>Starts the box again, makes some more messages, lets everything go out, and compares.</summary>
        public void Check(int lies)
        {
            var stored = _stored.ToArray();
            Restart(lies);
            var first = _bench.Made;
            for (var i = 0; i < 3; i++)
            {
                _bench.Make(1);
            }

            _bench.Drain();
            var after = _bench.Delivered.Take(_bench.DeliveredCount).ToArray();
            CollectionAssert.AreEqual(after.Order().Distinct().ToArray(), after, "out of order or twice");
            CollectionAssert.AreEqual(new[] { first, first + 1, first + 2 }, after[^3..], "what was made since");
            if (lies == 0)
            {
                var missing = stored.Except(after).Except(_arrived).ToArray();
                Assert.IsTrue(missing.Length <= _bench.Statistics.Lost, $"{string.Join(' ', missing)} were stored");
            }

            // Of all that came before something that flash gave back, each one arrived or is counted.
            var old = after[..^3];
            if (old.Length > 0)
            {
                var gone = Enumerable.Range(0, old[^1]).Except(after).Except(_arrived).Except(_unsaved).Count();
                Assert.IsTrue(_bench.Statistics.Lost >= gone, $"{gone} lost, {_bench.Statistics.Lost} counted");

                // One that had arrived, came back because its page was not deleted yet, and was dropped then, is counted: the box can't know.
                var unknown = _again.Except(after).Count();
                Assert.IsTrue(_bench.Statistics.Lost <= gone + unknown, $"{gone} lost, {_bench.Statistics.Lost} counted");
            }
        }

        private IEnumerable<int> Steps()
        {
            foreach (var step in Make(21).Concat(Deliver(10)).Concat(Make(128)).Concat(Take()).Concat(Make(20)).Concat(Refuse()).Concat(Deliver(13))
                .Concat(Make(9)).Concat(Deliver(1000)).Concat(Make(3)).Concat(Deliver(2)).Concat(Make(12)))
            {
                yield return step;
            }
        }

        private IEnumerable<int> Make(int count)
        {
            _bench.IsOnline = false;
            for (var i = 0; i < count; i++)
            {
                _bench.Make(1);
                _waiting.Add(_bench.Made - 1);
                Note();
                yield return i;
            }
        }

        private IEnumerable<int> Deliver(int count)
        {
            _bench.IsOnline = true;
            for (var i = 0; i < count; i++)
            {
                var message = _bench.Deliver();
                if (message < 0)
                {
                    yield break;
                }

                _arrived.Add(message);
                _waiting.Remove(message);
                Note();
                yield return i;
            }
        }

        private IEnumerable<int> Take()
        {
            _underWay = _bench.Take();
            yield return 0;
        }

        private IEnumerable<int> Refuse()
        {
            _bench.Outbox.End(false, _bench.NowMs);
            _waiting.Remove(_underWay);
            _underWay = -1;
            Note();
            yield return 0;
        }

        /// <summary>Notes what waits and what is in flash; a step during which the power went counts for nothing.</summary>
        private void Note()
        {
            if (_files.IsOff)
            {
                return;
            }

            while (_waiting.Count > _bench.Outbox.Count)
            {
                _waiting.RemoveAt(_underWay < 0 ? 0 : PageOfMessages); // the page that it is under way from stays
            }

            _stored = [.. _waiting.Take(_bench.Outbox.CountInFlash)];
        }
    }
}
