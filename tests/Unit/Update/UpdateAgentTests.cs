using System;
using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Update;
using Sidetap.Uplink;

namespace Sidetap.Tests
{
    /// <summary>A signed image from its offer to its confirmation, on a device as on the desktop; tests/Host/Update has everything else.</summary>
    [TestClass]
    public class UpdateAgentTests
    {
        private const int Capacity = 5000;
        private const int DigestAt = 32 + 40 + 20 + 8;
        private const int SignatureAt = 32 + 40 + 20 + 8 + 32 + 4 + 32 + 4;

        // Made by "sidetap image sign" of 40 octets 0..39: version 1.1.0 for "host", security counter 2.
        private const string Image =
            "3db8f39600000000200014002800000000000000010100000000000000000000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
            + "2021222324252627086914005000040002000000a0000400686f73740769960010002000f60fec07edc93539f904dc68c461c815a7f3db464d7e611c8f494b9e"
            + "9444344b01002000b03568e6e40e8fad4b97fd33ad723e632c7972aef3f78cf131ecc2fac4722fe0220046003044022002061b79be74a9d82148e56031a16ad7"
            + "4edb9d9c9e30f2d22edca53a4d8deae702202c97993a3e1ee1171884b740b315beaae7993094e8671b70ed2080093a7f74ff";

        // The key it was signed with, which is thrown away.
        private const string Key =
            "6d855ebd985206c3e27ed840d90f750be022b235848ca3885a0b39cf09b071eb9cdab70609f6a70c9dd1f78574f11027606cb770284f9691f1fab55dc42da71a";

        [TestMethod]
        public void A_signed_image_arrives_is_tried_and_stays()
        {
            MemoryFiles files = new MemoryFiles();
            byte[] image = Hex.Parse(Image);
            UpdateLink link = new UpdateLink(image);
            UpdateAgent agent = Start(files, link);
            Offer(agent, link, image);
            Assert.IsTrue(Run(agent, link, UpdateState.Staged), "it arrives");
            Assert.AreEqual(0, (int)agent.Error);

            link = new UpdateLink(image);
            agent = Start(files, link);
            Assert.AreEqual((int)UpdateState.Trial, (int)agent.State);
            Assert.AreEqual(1, (int)agent.Version[1], "1.1.0 runs");
            Assert.IsTrue(Run(agent, link, UpdateState.Idle), "it is confirmed");
            Assert.AreEqual(2u, agent.SecurityCounter);

            agent = Start(files, new UpdateLink(image));
            Assert.AreEqual((int)UpdateState.Idle, (int)agent.State);
            Assert.AreEqual(1, (int)agent.Version[1]);
        }

        [TestMethod]
        public void A_changed_octet_of_the_image_is_noticed()
        {
            MemoryFiles files = new MemoryFiles();
            byte[] image = Hex.Parse(Image);
            byte[] changed = Hex.Parse(Image);
            changed[50] ^= 1;
            UpdateLink link = new UpdateLink(changed);
            UpdateAgent agent = Start(files, link);
            Offer(agent, link, image);
            Assert.IsFalse(Run(agent, link, UpdateState.Staged));
            Assert.AreEqual((int)UpdateError.WrongDigest, (int)agent.Error);
            Assert.AreEqual(FileSlots.NoSlot, FileSlots.Choose(files));
        }

        [TestMethod]
        public void A_changed_signature_is_noticed_before_anything_is_asked_for()
        {
            MemoryFiles files = new MemoryFiles();
            byte[] image = Hex.Parse(Image);
            UpdateLink link = new UpdateLink(image);
            UpdateAgent agent = Start(files, link);
            image[SignatureAt + 40] ^= 1;
            Offer(agent, link, image);
            Run(agent, link, UpdateState.Receiving);
            Assert.AreEqual((int)UpdateError.NotSigned, (int)agent.Error);
            Assert.AreEqual(0u, agent.Statistics.Asked);
        }

        private static UpdateAgent Start(MemoryFiles files, UpdateLink link)
        {
            UpdateSettings settings = new UpdateSettings
            {
                Key = Hex.Parse(Key),
                Board = "host",
                TrialMs = 60000,
                Slots = new FileSlots(files, Capacity, FileSlots.Choose(files)),
            };
            ImageHeader.PutVersion(settings.Version, 0, 1, 0, 0, 0);
            UpdateAgent agent = new UpdateAgent(settings, link, files, 200, 1);
            Assert.IsTrue(agent.Attach("opcua", 7));
            agent.Health.IsConnected = true;
            agent.Health.HasDelivered = true;
            agent.Health.IsDrained = false;
            agent.Start(0);
            return agent;
        }

        private static void Offer(UpdateAgent agent, UpdateLink link, byte[] image)
        {
            byte[] header = new byte[ImageHeader.Length];
            byte[] digest = new byte[UpdateOffer.DigestLength];
            byte[] signature = new byte[image.Length - SignatureAt];
            Array.Copy(image, 0, header, 0, header.Length);
            Array.Copy(image, DigestAt, digest, 0, digest.Length);
            Array.Copy(image, SignatureAt, signature, 0, signature.Length);
            byte[] offer = new byte[UpdateOffer.MaxLength];
            int length = UpdateOffer.Write(offer, (uint)image.Length, 2, header, digest, Encoding.UTF8.GetBytes("host"), signature);
            ((IMessageHandler)agent).OnMessage(link.OfferTopic, offer, 0, length);
        }

        private static bool Run(UpdateAgent agent, UpdateLink link, UpdateState until)
        {
            long now = 0;
            for (int i = 0; i < 400 && agent.State != until; i++)
            {
                long due = agent.Step(now);
                link.Answer(agent);
                now = due > now ? (due < now + 20000 ? due : now + 20000) : now;
            }

            return agent.State == until;
        }
    }
}
