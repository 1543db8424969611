using System;
using System.Threading;
using nanoFramework.Networking;
using Sidetap.Hal;
using Sidetap.Mqtt;
using Sidetap.Outbox;
using Sidetap.Update;

namespace Sidetap.Boards.Nano
{
    /// <summary>What <see cref="BoxProgram"/> runs: a board's implementations of hal/.</summary>
    /// <remarks>
    /// Making a board does nothing yet. <see cref="Begin"/> makes what failures are recorded and shown with: <see cref="Itself"/>, <see cref="Clock"/>,
    /// <see cref="Files"/> and <see cref="Led"/>. <see cref="Open"/> makes the rest.
    /// </remarks>
    public abstract class Board
    {
        /// <summary>The box itself.</summary>
        public ISystem Itself { get; protected set; }

        /// <summary>The clocks.</summary>
        public IClock Clock { get; protected set; }

        /// <summary>Non-volatile memory.</summary>
        public IFileArea Files { get; protected set; }

        /// <summary>The lamp.</summary>
        public IStatusLed Led { get; protected set; }

        /// <summary>The deepest sleep.</summary>
        public IPower Power { get; protected set; }

        /// <summary>What there is towards the machine.</summary>
        public MachineInputs Inputs { get; protected set; }

        /// <summary>The shell's line, not open; null: the board has none to spare.</summary>
        public ISerialPort Console { get; protected set; }

        /// <summary>The clock, where it can be set by hand; null: it can't.</summary>
        public ISettableClock SettableClock { get; protected set; }

        /// <summary>The board's name, for people.</summary>
        public string Name { get; protected set; } = string.Empty;

        /// <summary>The board's name, for tools and images: its id in boards.json.</summary>
        public string Id { get; protected set; } = string.Empty;

        /// <summary>The version of the nanoCLR; null: unknown.</summary>
        public Version PlatformVersion { get; protected set; }

        /// <summary>The slot that the loader has started; <see cref="FileSlots.NoSlot"/>: there is no loader, and the application itself was flashed.</summary>
        public int StartedSlot { get; set; } = FileSlots.NoSlot;

        /// <summary>Where images are that come over the air; null: nowhere, the box is updated with a cable.</summary>
        public IUpdateSlots UpdateSlots { get; protected set; }

        /// <summary>What is done between two Steps.</summary>
        public IIdleWork[] IdleWork { get; protected set; } = new IIdleWork[0];

        /// <summary>Pages of the outbox that the file area holds; 0: messages wait in RAM only.</summary>
        public int OutboxPages { get; protected set; }

        /// <summary>Shares the drive between the outbox and, where the loader has started the application, two slots for images.</summary>
        /// <param name="octets">Octets of the drive that <see cref="Files"/> is on.</param>
        protected void ShareDrive(int octets)
        {
            if (StartedSlot == FileSlots.NoSlot)
            {
                OutboxPages = FlashBudget.PagesIn(octets);
                return;
            }

            UpdateSlots = new FileSlots(Files, SlotBudget.CapacityIn(octets), StartedSlot);
            OutboxPages = SlotBudget.PagesIn(octets, UpdateSlots.Capacity);
        }

        /// <summary>Makes what records and shows failures, and the sleep.</summary>
        public abstract void Begin();

        /// <summary>Sets pin functions and makes what is wired to them.</summary>
        public abstract void Open();

        /// <summary>Waits, and lets the other threads run.</summary>
        /// <param name="ms">Milliseconds, 0 or more.</param>
        public virtual void Sleep(int ms)
        {
            Thread.Sleep(ms);
        }

        /// <summary>Makes the network.</summary>
        /// <param name="ssid">The Wi-Fi network's name; empty: the one that the board itself has stored. Of no use to a cable.</param>
        /// <param name="password">Its password.</param>
        /// <param name="address">A fixed address; null: DHCP.</param>
        /// <returns>The network, not connected.</returns>
        public abstract INetwork CreateNetwork(string ssid, string password, IPConfiguration address);

        /// <summary>Makes the connection to an MQTT broker, for a box that is told to use one.</summary>
        /// <param name="settings">The broker.</param>
        /// <param name="network">The network below.</param>
        /// <returns>The connection, not open.</returns>
        public abstract IBrokerConnection CreateBroker(MqttSettings settings, INetwork network);
    }
}
