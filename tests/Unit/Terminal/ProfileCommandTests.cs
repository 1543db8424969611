using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    // "profile": what there is, and a new one in blocks, over cable and power cuts.
    [TestClass]
    public class ProfileCommandTests
    {
        [TestMethod]
        public void A_profile_that_was_sent_is_stored_for_the_next_start()
        {
            CommandBench bench = Bench();
            byte[] octets = Octets("Sent");
            ProfileCommand command = new ProfileCommand(bench.Parts);
            Assert.AreEqual("OK stored, restart needed", new ProfileSender(bench, octets).All(command));
            Assert.AreEqual("Sent", Loaded(bench));
            Assert.AreEqual(-1, bench.Parts.Files.Length("profile.new"));
            Assert.AreEqual((int)NoteKind.ProfileStored, (int)bench.Parts.Notes.KindOf(0));
            Assert.AreEqual(
                "+ name|Sent\n+ category|CNC machine tool\n+ version|848793600.848793600\n+ length|" + octets.Length
                    + "\n+ crc|" + bench.Ask(command, "profile").Split('\n')[4].Substring(6)
                    + "\n+ source|stored\n+ fields|10\n+ samplingInterval|100\nOK in force with the next start",
                bench.Ask(command, "profile"));
        }

        [TestMethod]
        public void The_built_in_profile_is_shown_and_read_where_there_is_no_other()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            string[] lines = bench.Ask(command, "profile").Split('\n');
            Assert.AreEqual("+ name|CncMachineTool", lines[0]);
            Assert.AreEqual("+ length|" + BuiltInProfile.Length, lines[3]);
            Assert.AreEqual("+ source|built-in", lines[5]);
            byte[] octets = new byte[BuiltInProfile.Length];
            BuiltInProfile.CopyTo(octets, 0);
            Assert.AreEqual(Hex.Of(octets, 0, octets.Length), ReadAll(bench, command));
            Assert.AreEqual("+ crc|" + Sum(octets), lines[4]);
        }

        [TestMethod]
        public void A_stored_profile_is_read_as_it_was_sent()
        {
            CommandBench bench = Bench();
            byte[] octets = Octets("Sent");
            ProfileCommand command = new ProfileCommand(bench.Parts);
            bench.Ask(command, "profile read 0");
            new ProfileSender(bench, octets).All(command);
            Assert.AreEqual(Hex.Of(octets, 0, octets.Length), ReadAll(bench, command));
            Assert.AreEqual("OK", bench.Ask(command, "profile read " + octets.Length));
            Assert.AreEqual("OK", bench.Ask(command, "profile read 2147483647"));
            Assert.AreEqual("+ crc|" + Sum(octets), bench.Ask(command, "profile").Split('\n')[4]);
        }

        [TestMethod]
        public void A_transfer_goes_on_behind_a_cable_that_was_pulled()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            ProfileSender sender = new ProfileSender(bench, Octets("Sent"));
            Assert.AreEqual(0, sender.Begin(command));
            Assert.AreEqual("OK 288", sender.Blocks(command, 0, 3));
            Assert.AreEqual(288, sender.Begin(command));
            Assert.AreEqual("OK 384", sender.Blocks(command, 288, 1));
            ProfileCommand restarted = new ProfileCommand(bench.Parts); // the next start
            Assert.AreEqual("ERR 30 ", Start(sender.Block(restarted, 384, 96)));
            Assert.AreEqual(384, sender.Begin(restarted));
            sender.Blocks(restarted, 384, 1000);
            Assert.AreEqual("OK stored, restart needed", bench.Ask(restarted, "profile end"));
            Assert.AreEqual("Sent", Loaded(bench));
        }

        [TestMethod]
        public void Another_profile_is_begun_from_its_first_octet()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            ProfileSender first = new ProfileSender(bench, Octets("First"));
            first.Begin(command);
            first.Blocks(command, 0, 3);
            ProfileSender second = new ProfileSender(bench, Octets("Other")); // as long as the first
            Assert.AreEqual(0, second.Begin(command));
            second.Blocks(command, 0, 2);
            Assert.AreEqual(0, first.Begin(command));
        }

        [TestMethod]
        public void A_torn_end_is_dropped()
        {
            for (int cut = 1; cut < 103; cut++)
            {
                CommandBench bench = Bench();
                ProfileCommand command = new ProfileCommand(bench.Parts);
                ProfileSender sender = new ProfileSender(bench, Octets("Sent"));
                sender.Begin(command);
                sender.Blocks(command, 0, 2);
                bench.Box.Files.OctetsUntilCut = cut;
                Assert.AreEqual("ERR 14 ", Start(sender.Block(command, 192, 96)));
                bench.Box.Files.OctetsUntilCut = -1;
                command = new ProfileCommand(bench.Parts);
                Assert.AreEqual(192, sender.Begin(command));
                Assert.AreEqual("OK stored, restart needed", sender.All(command));
                Assert.AreEqual("Sent", Loaded(bench));
            }
        }

        [TestMethod]
        public void Blocks_are_taken_in_their_order()
        {
            CommandBench bench = Bench();
            byte[] octets = Octets("Sent");
            ProfileCommand command = new ProfileCommand(bench.Parts);
            ProfileSender sender = new ProfileSender(bench, octets);
            sender.Begin(command);
            Assert.AreEqual("OK 96", sender.Block(command, 0, 96));
            Assert.AreEqual("ERR 31 96 octets are there: go on from that offset", sender.Block(command, 97, 10));
            Assert.AreEqual("OK 96", sender.Block(command, 0, 96)); // again: the answer was lost
            Assert.AreEqual("OK 96", sender.Block(command, 40, 7));
            Assert.AreEqual("OK 136", sender.Block(command, 40, 96)); // half of it is there
            octets[50] ^= 1;
            Assert.AreEqual("ERR 32 ", Start(sender.Block(command, 40, 96)));
            octets[50] ^= 1;
            octets[140] ^= 1;
            Assert.AreEqual("OK 232", sender.Block(command, 136, 96));
            octets[140] ^= 1;
            sender.Blocks(command, 232, 1000);
            Assert.AreEqual("ERR 32 the CRC is not the announced one: begin anew", bench.Ask(command, "profile end"));
            Assert.AreEqual(-1, bench.Parts.Files.Length("profile.new"));
            Assert.AreEqual("ERR 30 ", Start(bench.Ask(command, "profile end")));
        }

        [TestMethod]
        public void What_is_not_whole_is_not_stored()
        {
            CommandBench bench = Bench();
            byte[] octets = Octets("Sent");
            ProfileCommand command = new ProfileCommand(bench.Parts);
            ProfileSender sender = new ProfileSender(bench, octets);
            sender.Begin(command);
            sender.Blocks(command, 0, 2);
            Assert.AreEqual("ERR 32 192 of " + octets.Length + " octets are there: send the rest", bench.Ask(command, "profile end"));
            sender.Blocks(command, 192, 1000);
            Assert.AreEqual("OK stored, restart needed", bench.Ask(command, "profile end"));
        }

        [TestMethod]
        public void A_profile_that_the_board_can_not_have_is_refused_with_the_reason()
        {
            CommandBench bench = Bench();
            MachineProfile profile = TestProfile.Create();
            profile.Sources[5].Parameters[0] = 8; // the board has eight channels, 0 to 7
            ProfileCommand command = new ProfileCommand(bench.Parts);
            Assert.AreEqual(
                "ERR 33 source 5 of the profile: it reads analog channel 8, and this board has 0 to 7",
                new ProfileSender(bench, ProfileWriter.Write(profile)).All(command));
            Assert.AreEqual("CncMachineTool", Loaded(bench));
            byte[] garbage = new byte[200];
            Assert.AreEqual("ERR 33 ", Start(new ProfileSender(bench, garbage).All(command)));
        }

        [TestMethod]
        public void Lengths_out_of_range_are_refused()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            Assert.AreEqual("ERR 34 ", Start(bench.Ask(command, "profile begin 4097 00000000")));
            Assert.AreEqual("OK 0", bench.Ask(command, "profile begin 4096 00000000"));
            Assert.AreEqual("OK 0", bench.Ask(command, "profile begin 10 00000000"));
            bench.HasChecksum = true;
            Assert.AreEqual("ERR 34 ", Start(bench.Ask(command, "profile block 0 0102030405060708090a0b")));
            Assert.AreEqual("OK 10", bench.Ask(command, "profile block 0 0102030405060708090A"));
        }

        [TestMethod]
        public void Wrong_requests_are_told_and_change_nothing()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            string[] wrong = new string[]
            {
                "profile begin", "profile begin 0 00000000", "profile begin x 00000000", "profile begin 10 0000000", "profile begin 10 0000000g", "profile read", "profile read -1",
                "profile end now", "profile what", "profile drop it",
            };
            for (int i = 0; i < wrong.Length; i++)
            {
                Assert.AreEqual("ERR 2 ", bench.Ask(command, wrong[i]).Substring(0, 6), wrong[i]);
            }

            bench.Ask(command, "profile begin 10 00000000");
            Assert.AreEqual("ERR 4 ", bench.Ask(command, "profile block 0 01").Substring(0, 6)); // without a checksum
            bench.HasChecksum = true;
            string[] blocks = new string[] { "profile block 0 1", "profile block 0 0g", "profile block x 01", "profile block 0", "profile block 0 01 02" };
            for (int i = 0; i < blocks.Length; i++)
            {
                Assert.AreEqual("ERR 2 ", bench.Ask(command, blocks[i]).Substring(0, 6), blocks[i]);
            }

            Assert.AreEqual("OK 1", bench.Ask(command, "profile block 0 01"));
        }

        [TestMethod]
        public void A_transfer_can_be_dropped()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            ProfileSender sender = new ProfileSender(bench, Octets("Sent"));
            sender.Begin(command);
            sender.Blocks(command, 0, 3);
            Assert.AreEqual("OK", bench.Ask(command, "profile drop"));
            Assert.AreEqual(-1, bench.Parts.Files.Length("profile.new"));
            Assert.AreEqual(0, sender.Begin(command));
        }

        [TestMethod]
        public void Reset_brings_the_built_in_profile_back()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            new ProfileSender(bench, Octets("First")).All(command);
            new ProfileSender(bench, Octets("Second")).All(command);
            Assert.AreEqual("OK built-in profile, restart needed", bench.Ask(command, "profile reset"));
            Assert.AreEqual("CncMachineTool", Loaded(bench));
            Assert.AreEqual("+ source|built-in", bench.Ask(command, "profile").Split('\n')[5]);
            Assert.AreEqual("OK built-in profile, restart needed", bench.Ask(command, "profile reset"));
        }

        [TestMethod]
        public void Flash_that_has_failed_is_told_and_the_profile_there_was_stays()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            new ProfileSender(bench, Octets("First")).All(command);
            ProfileSender second = new ProfileSender(bench, Octets("Second"));
            second.Begin(command);
            second.Blocks(command, 0, 1000);
            bench.Box.Files.IsWornOut = true;
            Assert.AreEqual("ERR 14 ", Start(bench.Ask(command, "profile end")));
            Assert.AreEqual("ERR 14 ", Start(bench.Ask(command, "profile reset")));
            Assert.AreEqual("First", Loaded(bench));
            bench.Box.Files.IsWornOut = false;
            Assert.AreEqual("OK stored, restart needed", second.All(command));
            Assert.AreEqual("Second", Loaded(bench));
        }

        [TestMethod]
        public void A_box_without_a_node_takes_a_profile()
        {
            MemoryFiles files = new MemoryFiles();
            FakeBoard board = new FakeBoard();
            CommandBench bench = new CommandBench(files, board, "broken");
            ProfileCommand command = new ProfileCommand(bench.Parts);
            Assert.AreEqual("OK stored, restart needed", new ProfileSender(bench, Octets("Sent")).All(command));
            Assert.AreEqual("Sent", Loaded(bench));
        }

        [TestMethod]
        public void Only_what_changes_needs_the_pin()
        {
            CommandBench bench = Bench();
            ProfileCommand command = new ProfileCommand(bench.Parts);
            Assert.IsFalse(bench.Changes(command, "profile"));
            Assert.IsFalse(bench.Changes(command, "profile read 0"));
            Assert.IsTrue(bench.Changes(command, "profile begin 1 00000000"));
            Assert.IsTrue(bench.Changes(command, "profile block 0 00"));
            Assert.IsTrue(bench.Changes(command, "profile end"));
            Assert.IsTrue(bench.Changes(command, "profile drop"));
            Assert.IsTrue(bench.Changes(command, "profile reset"));
        }

        private static string ReadAll(CommandBench bench, ProfileCommand command)
        {
            string all = "";
            for (int i = 0; i < 100; i++)
            {
                string answer = bench.Ask(command, "profile read " + (all.Length / 2));
                if (answer == "OK")
                {
                    return all;
                }

                string line = answer.Split('\n')[0];
                Assert.AreEqual("+ " + (all.Length / 2) + "|", line.Substring(0, line.IndexOf('|') + 1));
                all += line.Substring(line.IndexOf('|') + 1);
            }

            return "no end";
        }

        private static string Sum(byte[] octets)
        {
            byte[] sum = new byte[4];
            uint value = Sidetap.Settings.Crc32.Of(octets, 0, octets.Length);
            for (int i = 0; i < 4; i++)
            {
                sum[i] = (byte)(value >> (24 - (8 * i)));
            }

            return Hex.Of(sum, 0, 4);
        }

        private static string Start(string answer)
        {
            return answer.Substring(0, 7);
        }

        private static byte[] Octets(string name)
        {
            MachineProfile profile = TestProfile.Create();
            profile.DataSetName = name;
            return ProfileWriter.Write(profile);
        }

        private static string Loaded(CommandBench bench)
        {
            NodeSettings settings = bench.Parts.Settings == null ? new NodeSettings() : bench.Parts.Settings;
            return new ProfileStore(bench.Parts.Files, bench.Parts.Inputs, settings, bench.Parts.MaxMessageLength).Load().DataSetName;
        }

        private static CommandBench Bench()
        {
            return new CommandBench(new NodeBench().Start());
        }
    }
}
