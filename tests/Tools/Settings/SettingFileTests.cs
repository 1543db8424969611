using System.Text;
using Sidetap.SettingFiles;
using Sidetap.Settings;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Settings;

/// <summary>Settings in JSON: what is taken, and where and why the rest is refused.</summary>
[TestClass]
public sealed class SettingFileTests
{
    private const string Gateway = "\"mqttSn.gateway\": \"10.0.0.7:1883\"";

    [TestMethod]
    public void GroupsAndFullNamesMeanTheSame()
    {
        SettingValues grouped = Sound("""{ "mqttSn": { "gateway": "10.0.0.7:1883", "retry": 250, "fallbacks": ["10.0.0.8:1", "10.0.0.9:2"] }, "net": { "dhcp": true } }""");
        SettingValues full = Sound("""{ "mqttSn.gateway": "10.0.0.7:1883", "mqttSn.retry": 250, "mqttSn.fallbacks": "10.0.0.8:1,10.0.0.9:2", "net.dhcp": true }""");
        SettingValues both = Sound("""{ "mqttSn": { "gateway": "10.0.0.7:1883" }, "mqttSn.retry": 250, "mqttSn.fallbacks": ["10.0.0.8:1", "10.0.0.9:2"] }""");
        Assert.AreEqual("10.0.0.8:1,10.0.0.9:2", Shown(grouped, "mqttSn.fallbacks"));
        Assert.AreEqual("250", Shown(full, "mqttSn.retry"));
        for (int i = 0; i < grouped.Table.Count; i++)
        {
            Assert.IsTrue(grouped.IsSame(i, full) && grouped.IsSame(i, both), grouped.Table.NameOf(i));
        }
    }

    [TestMethod]
    [DataRow("{ \"mqttSn\": {\n    \"gatway\": \"10.0.0.7:1883\" } }", "2:5: \"gatway\" is no setting; did you mean \"gateway\"?")]
    [DataRow("{ \"mqtsn\": {} }", "1:3: \"mqtsn\" is no setting; did you mean \"mqttSn\"?")]
    [DataRow("{ \"mqtt.hots\": \"b\" }", "1:3: \"mqtt.hots\" is no setting; did you mean \"mqtt.host\"?")]
    [DataRow("{ \"wifi\": { \"network\": \"b\" } }", "1:13: \"network\" is no setting; known are ssid, password")]
    [DataRow("{ \"wifi\": 5 }", "1:11: \"wifi\" is a group of settings; write them in braces")]
    [DataRow("[]", "1:1: the settings are not an object; write them in braces")]
    [DataRow("{ \"mqttSn\": {\n  \"keepAlive\": 0 } }", "2:16: \"mqttSn.keepAlive\" is out of range; take 1..65535 s")]
    [DataRow("{ \"mqttSn\": { \"keepAlive\": \"60\" } }", "1:28: \"mqttSn.keepAlive\" is not a whole number; write one, without quotation marks")]
    [DataRow("{ \"mqttSn\": { \"keepAlive\": 1.5 } }", "1:28: \"mqttSn.keepAlive\" is not a whole number; write one, without quotation marks")]
    [DataRow("{ \"mqttSn\": { \"keepAlive\": 9223372036854775807 } }", "1:28: \"mqttSn.keepAlive\" is out of range; take 1..65535 s")]
    [DataRow("{ \"mqttSn\": { \"keepAlive\": null } }", "1:28: \"mqttSn.keepAlive\" is null; leave it out, and it has its default")]
    [DataRow("{ \"mqttSn\": { \"keepAlive\": true } }", "1:28: \"mqttSn.keepAlive\" is not a whole number; write one, without quotation marks")]
    [DataRow("{ \"net.dhcp\": \"yes\" }", "1:15: \"net.dhcp\" is not a truth value; write true or false")]
    [DataRow("{ \"net.address\": \"10.0.0\" }", "1:18: \"net.address\" is not an IPv4 address; write it like 10.0.0.7")]
    [DataRow("{ \"mqttSn.gateway\": \"gateway:1883\" }", "1:21: \"mqttSn.gateway\" is not an IPv4 address with a port; write it like 10.0.0.7:1883")]
    [DataRow("{ \"mqttSn.gateway\": [\"10.0.0.7:1883\"] }", "1:21: \"mqttSn.gateway\" is not a text; put it in quotation marks")]
    [DataRow("{ \"mqttSn.fallbacks\": [5] }", "1:23: \"mqttSn.fallbacks\" is not a list of texts; write them in brackets")]
    [DataRow("{ \"mqttSn.fallbacks\": [\"\"] }", "1:23: \"mqttSn.fallbacks\" is not a list of texts; write them in brackets")]
    [DataRow("{ \"mqttSn.fallbacks\": [\"1.1.1.1:1\",\"1.1.1.2:1\",\"1.1.1.3:1\",\"1.1.1.4:1\"] }", "1:23: \"mqttSn.fallbacks\" has too many or too few addresses; take up to 3 of ADDRESS:PORT")]
    [DataRow("{ \"publish.layout\": \"fixd\" }", "1:21: \"publish.layout\" is none of its names; did you mean \"fixed\"?")]
    [DataRow("{ \"publish.layout\": \"other\" }", "1:21: \"publish.layout\" is none of its names; take dynamic or fixed")]
    [DataRow("{ \"publish.topicPrefix\": \"a//b\" }", "1:26: \"publish.topicPrefix\" is not a topic: it has an empty level, '+' or '#'; write it like plant/hall")]
    [DataRow("{ \"box.id\": \"a\\u0000b\" }", "1:13: \"box.id\" has control characters or is no UTF-8; take them out")]
    [DataRow("{ \"box.id\": \"123456789012345678901234\" }", "1:13: \"box.id\" is too long; take 0 to 23 octets of UTF-8")]
    [DataRow("{ \"mqttSn.nodeId\": \"0g\" }", "1:20: \"mqttSn.nodeId\" is not in pairs of hexadecimal digits; write it like 0a0b")]
    [DataRow("{ \"wifi.password\": \"1234567\" }", "1:20: \"wifi.password\" is not a Wi-Fi passphrase; take 8 to 63 characters, or 64 hexadecimal digits")]
    [DataRow("{ \"box\": { \"id\": \"a\" },\n  \"box.id\": \"b\" }", "2:13: \"box.id\" is set twice; remove one of them")]
    [DataRow("{ \"box.id\": \"a\", \"box.id\": \"b\" }", "1:18: \"box.id\" is there twice; remove one of them")]
    [DataRow("{ \"box.id\": \"a\"", "1:16: no JSON: ")]
    [DataRow("", "1:1: no JSON: ")]
    [DataRow("{ \"box.id\": \"\\ud800\" }", "1:13: the text has half a character, \\uD800 to \\uDFFF without its other half; write the character itself")]
    public void WhatIsWrongIsToldWithItsPlace(string text, string expected)
    {
        SettingDocument document = SettingFile.Parse(text, "box.json");
        Assert.IsNull(document.Values);
        Assert.HasCount(1, document.Problems, string.Join('\n', document.Problems));
        Assert.StartsWith($"box.json:{expected}", document.Problems[0].ToString());
    }

    [TestMethod]
    public void EverythingThatIsWrongIsToldInTheOrderOfTheFile()
    {
        SettingDocument document = SettingFile.Parse("{\n \"box.id\": 5,\n \"mqttSn\": { \"retry\": 1, \"gateway\": \"x\" },\n \"wifi\": { \"sid\": \"\" } }", "f");
        Assert.AreSequenceEqual(new[] { 2, 3, 3, 4 }, document.Problems.Select(problem => problem.Line).ToArray());
    }

    // Where the setting stands, else its group, else the beginning.
    [TestMethod]
    [DataRow("{ \"uplink.kind\": \"mqtt\" }", "1:1: \"mqtt.host\" is missing: uplink.kind is mqtt")]
    [DataRow("{ \"uplink.kind\": \"mqtt\",\n  \"mqtt\": { \"port\": 250 } }", "2:11: \"mqtt.host\" is missing: uplink.kind is mqtt")]
    [DataRow("{ " + Gateway + ",\n  \"outbox\": { \"pages\": 1 } }", "2:24: \"outbox.pages\" can't be 1: one page is kept free; take 0, or 2 and more")]
    [DataRow("{ " + Gateway + ",\n  \"net\": { \"dhcp\": false } }", "2:10: \"net.address\" is missing: net.dhcp is off")]
    public void SettingsThatDoNotGoTogetherAreTold(string text, string expected) =>
        Assert.AreEqual($"f:{expected}", string.Join('\n', SettingFile.Parse(text, "f").Problems));

    // A box without a gateway looks for one.
    [TestMethod]
    [DataRow("{}")]
    [DataRow("{ \"box.id\": \"mill-3\" }")]
    [DataRow("{ \"mqttSn.discover\": true }")]
    public void AFileWithoutAGatewayIsGood(string text)
    {
        SettingDocument document = SettingFile.Parse(text, "f");
        Assert.IsTrue(document.IsValid);
        Assert.IsEmpty(document.Problems);
    }

    [TestMethod]
    public void SeveralConflictsAreAllTold() =>
        Assert.HasCount(2, SettingFile.Parse("{ \"outbox.pages\": 1, \"net.dhcp\": false }", "f").Problems);

    [TestMethod]
    public void APasswordInTheClearIsAWarning()
    {
        SettingDocument document = SettingFile.Parse("{ \"uplink.kind\": \"mqtt\", \"mqtt\": { \"host\": \"b\", \"password\": \"hunter2\", \"user\": \"u\" } }", "f");
        Assert.IsTrue(document.IsValid);
        Assert.AreEqual("f:1:61: warning: \"mqtt.password\" goes over the network as it is; set mqtt.tls, unless the network is closed", document.Problems.Single().ToString());
    }

    [TestMethod]
    public void NoMessageShowsASecret()
    {
        foreach (string secret in (string[])["\"hunter\"", "\"hunter\\u0001hunter\"", "[\"hunter\"]", "{\"hunter\": 1}", "5"])
        {
            SettingDocument document = SettingFile.Parse($"{{ \"wifi.password\": {secret} }}", "f");
            Assert.IsFalse(document.IsValid);
            Assert.DoesNotContain("hunter", string.Join('\n', document.Problems));
        }
    }

    [TestMethod]
    public void CompiledSettingsAreTheSame()
    {
        SettingValues values = Sound(File.ReadAllText(Repository.PathOf("docs/box.json")));
        byte[] octets = SettingImage.Write(values);
        SettingDocument document = SettingFile.Parse(octets, "box.set");
        Assert.IsTrue(document.IsValid && document.IsCompiled);
        Assert.IsEmpty(document.Problems);
        for (int i = 0; i < values.Table.Count; i++)
        {
            Assert.IsTrue(values.IsSame(i, document.Values!), values.Table.NameOf(i));
        }
    }

    [TestMethod]
    public void ADamagedRecordIsRefused()
    {
        byte[] octets = SettingImage.Write(Sound($"{{ {Gateway} }}"));
        for (int at = 0; at < octets.Length; at++)
        {
            byte[] damaged = [.. octets];
            damaged[at] ^= 0x40;
            Assert.AreEqual("f: the record is damaged; compile it again from its JSON file", SettingFile.Parse(damaged, "f").Problems.Single().ToString());
        }
    }

    [TestMethod]
    public void ALongerFileIsRefused()
    {
        using TemporaryFile file = new(new byte[SettingFile.MaxFileOctets + 1], ".json");
        Assert.AreEqual($"{file.Path}: longer than 262144 octets; name a file of settings", SettingFile.Load(file.Path).Problems.Single().ToString());
    }

    [TestMethod]
    public void MutatedFilesNeverThrow()
    {
        byte[] sound = File.ReadAllBytes(Repository.PathOf("docs/box.json"));
        Random random = new(5);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] octets = [.. sound];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                octets[random.Next(octets.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "{}[]\":,\\0u"u8[random.Next(10)]);
            }

            SettingDocument document = SettingFile.Parse(octets[..random.Next(octets.Length - 40, octets.Length + 1)], "f");
            Assert.IsTrue(document.IsValid || document.Errors.Any());
            Assert.IsTrue(document.Problems.All(problem => !problem.ToString().Contains('\n', StringComparison.Ordinal)));
            refused += document.IsValid ? 0 : 1;
        }

        Assert.IsGreaterThan(1000, refused);
    }

    private static SettingValues Sound(string text)
    {
        SettingDocument document = SettingFile.Parse(text, "f");
        Assert.IsEmpty(document.Problems, string.Join('\n', document.Problems));
        return document.Values!;
    }

    private static string Shown(SettingValues values, string name)
    {
        byte[] octets = Encoding.UTF8.GetBytes(name);
        return SettingNames.Shown(values, values.Table.Find(octets, 0, octets.Length));
    }
}
