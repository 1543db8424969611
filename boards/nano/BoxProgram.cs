using System;
using System.Text;
using System.Threading;
using nanoFramework.Runtime.Native;
using Sidetap.Hal;
using Sidetap.Model;

namespace Sidetap.Boards.Nano
{
    /// <summary>The main loop of every box. It can't end: what goes wrong is recorded, and the box restarts.</summary>
    public static class BoxProgram
    {
        private const int StepTimeoutMs = 30000;
        private const int LongestSleepMs = 20; // a datagram that has arrived is a reason to call Step earlier than it said
        private const int PauseBeforeRestartMs = 2000; // somebody who flashes a box that fails at once needs time to get hold of it
        private const int UniqueDigits = 6;
        private const string TimeServer = "pool.ntp.org";

        // Where MQTT-SN gateways are looked for by convention.
        private static readonly byte[] DiscoveryGroup = new byte[] { 225, 1, 1, 1, 1883 >> 8, 1883 & 0xFF };

        /// <summary>Runs a box. Does not return.</summary>
        /// <param name="board">The board.</param>
        public static void Run(Board board)
        {
            CrashRecord crashes = null;
            try
            {
                board.Begin();
                crashes = new CrashRecord(board.Files, board.Clock);
                Watchdog watchdog = new Watchdog(board.Itself, board.Clock, crashes, StepTimeoutMs);
                watchdog.Start();
                board.Open();
                INetwork network = board.CreateNetwork(null, null, null);
                Node node = CreateNode(board, network);
                Caretaker caretaker = new Caretaker(node, network, new NanoTimeSource(network, TimeServer, null), board.Clock, board.Led);
                Loop(board, node, caretaker, watchdog);
            }
            catch (Exception e)
            {
                if (crashes != null)
                {
                    crashes.Note(e);
                }
            }

            // A thread that ends leaves a box that does nothing: restart, and again should the first one not take.
            while (true)
            {
                Thread.Sleep(PauseBeforeRestartMs);
                Power.RebootDevice();
            }
        }

        private static Node CreateNode(Board board, INetwork network)
        {
            NodeSettings settings = new NodeSettings();
            settings.Client.ClientId = Encoding.UTF8.GetBytes("sidetap-" + LastDigits(board.Itself.UniqueId));
            settings.Client.Discover = true;
            settings.OutboxPages = board.OutboxPages < 2 ? 0 : board.OutboxPages;
            LinkAddress group = new LinkAddress();
            Array.Copy(DiscoveryGroup, 0, group.Octets, 0, DiscoveryGroup.Length);
            group.Length = DiscoveryGroup.Length;
            NanoUdpLink link = new NanoUdpLink(network, group);
            MachineProfile profile = new ProfileStore(board.Files, board.Inputs, settings, Node.MaxMessageLength(settings.Client, link)).Load();
            return new Node(settings, profile, board.Itself, link, board.Inputs, board.Files);
        }

        /// <summary>The last digits of the box's number, as they are printed on a module's can.</summary>
        private static string LastDigits(ulong number)
        {
            char[] digits = new char[UniqueDigits];
            for (int i = UniqueDigits - 1; i >= 0; i--)
            {
                int digit = (int)(number & 0xF);
                digits[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
                number >>= 4;
            }

            return new string(digits);
        }

        private static void Loop(Board board, Node node, Caretaker caretaker, Watchdog watchdog)
        {
            IClock clock = board.Clock;
            node.UtcAtStart = clock.UtcAtStart;
            node.Start(clock.UptimeMs);
            while (true)
            {
                long now = clock.UptimeMs;
                watchdog.Alive(now);
                caretaker.Step(now);
                node.UtcAtStart = clock.UtcAtStart;
                long due = node.Step(now);
                for (int i = 0; i < board.IdleWork.Length; i++)
                {
                    board.IdleWork[i].Work();
                }

                // A sleep of 0 still lets the other threads run.
                long wait = due - clock.UptimeMs;
                Thread.Sleep(wait <= 0 ? 0 : wait < LongestSleepMs ? (int)wait : LongestSleepMs);
            }
        }
    }
}
