using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    // "log": uptime, level, text; oldest first.
    [TestClass]
    public class LogCommandTests
    {
        [TestMethod]
        public void Notes_are_read_oldest_first()
        {
            CommandBench bench = Bench();
            Assert.AreEqual("OK", Ask(bench, "log"));
            bench.Parts.Notes.Add(NoteKind.Started, (int)StartCause.Restart + (256 * (int)RestartReason.NothingAcknowledged), 5);
            bench.Parts.Notes.Add(NoteKind.NetworkUp, 0, 1200);
            bench.Parts.Notes.Add(NoteKind.Refused, (int)ReturnCode.RejectedCongestion, 123456789012);
            Assert.AreEqual(
                "+ 5|info|started: restart, nothingAcknowledged\n+ 1200|info|network up\n+ 123456789012|warning|gateway refused: congestion\nOK", Ask(bench, "log"));
            Assert.AreEqual("+ 123456789012|warning|gateway refused: congestion\nOK", Ask(bench, "log 1"));
            Assert.AreEqual(4, Ask(bench, "log 99").Split('\n').Length);
        }

        [TestMethod]
        public void Every_kind_has_a_text()
        {
            CommandBench bench = Bench();
            for (int kind = 1; kind <= (int)NoteKind.CalibrationDropped; kind++)
            {
                bench.Parts.Notes.Add((NoteKind)kind, 1, 0);
            }

            bench.Parts.Notes.Add(NoteKind.MessagesLost, 2, 0);
            bench.Parts.Notes.Add(NoteKind.Disconnected, (int)ClientEvent.LinkDown, 0);
            string[] lines = Ask(bench, "log").Split('\n');
            Assert.AreEqual(22, lines.Length);
            for (int i = 0; i < 21; i++)
            {
                int at = lines[i].LastIndexOf("|");
                Assert.IsTrue(lines[i].Length > at + 6 && lines[i].IndexOf("?") < 0, lines[i]);
            }

            Assert.AreEqual("+ 0|warning|1 message lost", lines[6]);
            Assert.AreEqual("+ 0|warning|2 messages lost", lines[19]);
            Assert.AreEqual("+ 0|warning|gateway out of reach: the network went away", lines[20]);
        }

        [TestMethod]
        public void Wrong_requests_are_told()
        {
            CommandBench bench = Bench();
            Assert.AreEqual("ERR 2 ", Ask(bench, "log 0").Substring(0, 6));
            Assert.AreEqual("ERR 2 ", Ask(bench, "log x").Substring(0, 6));
            Assert.AreEqual("ERR 2 ", Ask(bench, "log 1 2").Substring(0, 6));
        }

        private static string Ask(CommandBench bench, string request)
        {
            return bench.Ask(new LogCommand(bench.Parts), request);
        }

        private static CommandBench Bench()
        {
            return new CommandBench(new NodeBench().Start());
        }
    }
}
