using NJsonSchema;
using Sidetap.SettingFiles;
using Sidetap.Settings;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Settings;

/// <summary>Schema, table and example of the documents say what the firmware's table says.</summary>
[TestClass]
public sealed class SettingDocumentTests
{
    [TestMethod]
    public void TheSchemaIsUpToDate() => Repository.CheckFile("docs/box.schema.json", _ => SettingSchema.Text());

    [TestMethod]
    public void TheTableIsUpToDate() => Repository.CheckFile("docs/settings.md", SettingMarkdown.Update);

    [TestMethod]
    public void TheExampleIsSound()
    {
        string text = File.ReadAllText(Repository.PathOf("docs/box.json"));
        Assert.IsEmpty(SettingFile.Parse(text, "docs/box.json").Problems);
        Assert.IsEmpty(Schema().Validate(text));
    }

    // An editor marks what the tool would refuse, and nothing else.
    [TestMethod]
    [DataRow("\"mqttSn.keepAlive\": 1", true)]
    [DataRow("\"mqttSn.keepAlive\": 65535", true)]
    [DataRow("\"mqttSn.keepAlive\": 0", false)]
    [DataRow("\"mqttSn.keepAlive\": 65536", false)]
    [DataRow("\"mqttSn.keepAlive\": 1.5", false)]
    [DataRow("\"mqttSn.keepAlive\": \"60\"", false)]
    [DataRow("\"mqttSn\": { \"keepAlive\": 70 }", true)]
    [DataRow("\"mqttSn\": { \"keepalive\": 70 }", false)]
    [DataRow("\"mqttSn\": 5", false)]
    [DataRow("\"nothing\": 5", false)]
    [DataRow("\"net.dhcp\": true", true)]
    [DataRow("\"net.dhcp\": \"true\"", false)]
    [DataRow("\"net.address\": \"10.0.0.255\"", true)]
    [DataRow("\"net.address\": \"\"", true)]
    [DataRow("\"net.address\": \"10.0.0.256\"", false)]
    [DataRow("\"net.address\": \"10.0.0.07\"", false)]
    [DataRow("\"mqttSn.discoveryGroup\": \"225.1.1.1:1883\"", true)]
    [DataRow("\"mqttSn.discoveryGroup\": \"225.1.1.1\"", false)]
    [DataRow("\"mqttSn.discoveryGroup\": \"225.1.1.1:0\"", false)]
    [DataRow("\"mqttSn.fallbacks\": [\"10.0.0.8:1\", \"10.0.0.9:2\"]", true)]
    [DataRow("\"mqttSn.fallbacks\": [\"10.0.0.8\"]", false)]
    [DataRow("\"mqttSn.fallbacks\": [\"1.1.1.1:1\",\"1.1.1.2:1\",\"1.1.1.3:1\",\"1.1.1.4:1\"]", false)]
    [DataRow("\"mqttSn.fallbacks\": \"10.0.0.8:1,10.0.0.9:2\"", true)]
    [DataRow("\"publish.layout\": \"fixed\"", true)]
    [DataRow("\"publish.layout\": \"Fixed\"", false)]
    [DataRow("\"publish.topicPrefix\": \"a/b c\"", true)]
    [DataRow("\"publish.topicPrefix\": \"\"", false)]
    [DataRow("\"publish.topicPrefix\": \"a/\"", false)]
    [DataRow("\"publish.topicPrefix\": \"a/+\"", false)]
    [DataRow("\"publish.publisherId\": \"123\"", true)]
    [DataRow("\"publish.publisherId\": 123", false)]
    [DataRow("\"publish.publisherId\": \"0x1\"", false)]
    [DataRow("\"mqtt.host\": \"a-b.c\"", true)]
    [DataRow("\"mqtt.host\": \"-a\"", false)]
    [DataRow("\"mqtt.host\": \"a..b\"", false)]
    [DataRow("\"mqtt.caFile\": \"ca.pem\"", true)]
    [DataRow("\"mqtt.caFile\": \"CA.pem\"", false)]
    [DataRow("\"mqtt.caFile\": \"certificate-1.pem\"", false)]
    [DataRow("\"mqttSn.nodeId\": \"0a0B\"", true)]
    [DataRow("\"mqttSn.nodeId\": \"0a0\"", false)]
    [DataRow("\"wifi.password\": \"12345678\"", true)]
    [DataRow("\"wifi.password\": \"1234567\"", false)]
    [DataRow("\"box.id\": \"mill-3\"", true)]
    [DataRow("\"box.id\": \"123456789012345678901234\"", false)]
    public void TheSchemaAndTheCheckAgree(string setting, bool isSound)
    {
        string text = $"{{ \"mqttSn.gateway\": \"10.0.0.7:1883\", {setting} }}";
        Assert.AreEqual(isSound, SettingFile.Parse(text, "f").IsValid, "the check");
        Assert.AreEqual(isSound, Schema().Validate(text).Count == 0, "the schema");
    }

    [TestMethod]
    public void EverySettingIsInTheSchemaWithItsDefault()
    {
        JsonSchema schema = Schema();
        SettingTable table = SettingTable.Create();
        for (int i = 0; i < table.Count; i++)
        {
            JsonSchema setting = schema.Properties[table.NameOf(i)].ActualSchema;
            Assert.StartsWith(table.HelpOf(i), setting.Description);
            Assert.AreSame(setting, schema.Properties[SettingNames.GroupOf(table.NameOf(i))].ActualSchema.Properties[table.NameOf(i).Split('.')[1]].ActualSchema);
        }

        Assert.HasCount(table.Count + SettingNames.Groups(table).Count + 1, schema.Properties);
    }

    private static JsonSchema Schema() => JsonSchema.FromJsonAsync(SettingSchema.Text()).GetAwaiter().GetResult();
}
