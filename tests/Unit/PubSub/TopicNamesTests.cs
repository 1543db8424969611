using nanoFramework.TestFramework;
using Sidetap.PubSub;

namespace Sidetap.Tests.PubSub
{
    /// <summary>Topic names of OPC 10000-14, 7.3.4.7.</summary>
    [TestClass]
    public class TopicNamesTests
    {
        // 7.3.4.7.3
        [TestMethod]
        public void Data_goes_to_prefix_encoding_kind_publisher_group_and_writer()
        {
            Assert.AreEqual("opcua/uadp/data/2234/Machine/CncMachineTool", TopicNames.Data("opcua", 2234, "Machine", "CncMachineTool"));
            Assert.AreEqual("plant7/hall2/uadp/data/1/G/W", TopicNames.Data("plant7/hall2", 1, "G", "W"));
        }

        // 7.3.4.7.4
        [TestMethod]
        public void Metadata_goes_to_the_same_tree()
        {
            Assert.AreEqual("opcua/uadp/metadata/2234/Machine/Mill", TopicNames.MetaData("opcua", 2234, "Machine", "Mill"));
        }

        // 7.3.4.7.3: an unsigned decimal number without leading zeros.
        [TestMethod]
        public void The_publisher_id_is_decimal_in_all_its_64_bits()
        {
            Assert.AreEqual("p/uadp/data/0/G/W", TopicNames.Data("p", 0, "G", "W"));
            Assert.AreEqual("p/uadp/data/1250999896491/G/W", TopicNames.Data("p", 0x0123456789AB, "G", "W"));
            Assert.AreEqual("p/uadp/data/18446744073709551615/G/W", TopicNames.Data("p", 0xFFFFFFFFFFFFFFFF, "G", "W"));
        }

        // MQTT 3.1.1, 4.7.1
        [TestMethod]
        public void A_level_has_a_character_and_no_separator_or_wildcard()
        {
            Assert.IsTrue(TopicNames.IsLevel("Machine"));
            Assert.IsTrue(TopicNames.IsLevel("M"));
            Assert.IsTrue(TopicNames.IsLevel("Halle 2 \u00B5"));
            Assert.IsFalse(TopicNames.IsLevel(null));
            Assert.IsFalse(TopicNames.IsLevel(""));
            Assert.IsFalse(TopicNames.IsLevel("a/b"));
            Assert.IsFalse(TopicNames.IsLevel("+"));
            Assert.IsFalse(TopicNames.IsLevel("a#"));
        }

        // MQTT 3.1.1, 1.5.3: U+0001 to U+001F and U+007F to U+009F are control characters.
        [TestMethod]
        public void A_level_has_no_control_character()
        {
            Assert.IsFalse(TopicNames.IsLevel("a\u0001"));
            Assert.IsFalse(TopicNames.IsLevel("\n"));
            Assert.IsFalse(TopicNames.IsLevel("a\u001Fb"));
            Assert.IsTrue(TopicNames.IsLevel("a b~"));
            Assert.IsFalse(TopicNames.IsLevel("a\u007Fb"));
            Assert.IsFalse(TopicNames.IsLevel("a\u0085b"));
            Assert.IsFalse(TopicNames.IsLevel("a\u009Fb"));
            Assert.IsTrue(TopicNames.IsLevel("a\u00A0b"));
        }
    }
}
