#nullable enable
using Sidetap.Settings;

namespace Sidetap.Tests.Host.Settings;

/// <summary>The power goes at every octet of a save: the box comes back with the settings before it or with those after it, each of them, never with a mixture.</summary>
[TestClass]
public sealed class SettingPowerCutTests
{
    // Records of different lengths: most settings, few, none.
    private static readonly string[][] Lives =
    [
        ["mqttSn.gateway=10.0.0.7:1883", "box.id=mill-3", "wifi.ssid=hall", "wifi.password=open sesame", "publish.qos=0"],
        ["mqttSn.gateway=10.0.0.8:1884", "mqttSn.fallbacks=10.0.0.9:1,10.0.0.10:2,10.0.0.11:3", "mqttSn.retry=250", "net.dhcp=false", "net.address=10.0.0.20"],
        [],
        ["uplink.kind=mqtt", "mqtt.host=broker.example", "mqtt.password=secret", "time.server=", "publish.layout=fixed"],
    ];

    [TestMethod]
    public void A_save_that_is_cut_leaves_the_old_settings_or_the_new_ones()
    {
        var table = SettingTable.Create();
        for (var from = 0; from < Lives.Length; from++)
        {
            for (var to = 0; to < Lives.Length; to++)
            {
                if (from != to)
                {
                    CutEverywhere(table, Values(table, Lives[from]), Values(table, Lives[to]));
                }
            }
        }
    }

    [TestMethod]
    public void The_first_save_that_is_cut_leaves_the_defaults_or_the_new_settings()
    {
        var table = SettingTable.Create();
        CutEverywhere(table, null, Values(table, Lives[0]));
    }

    [TestMethod]
    public void Cut_after_cut_the_settings_stay_whole()
    {
        var table = SettingTable.Create();
        var random = new Random(7);
        MemoryFiles files = new();
        var current = new SettingValues(table);
        var survived = 0;
        for (var i = 0; i < 3000; i++)
        {
            var next = Values(table, Lives[random.Next(Lives.Length)]);
            var isCut = Save(files, table, next, random.Next(140));
            var found = Load(files, table, out _);
            Assert.IsTrue(Same(found, current) || Same(found, next), $"save {i}");
            Assert.IsTrue(isCut || Same(found, next), $"save {i} was told to be stored");
            survived += Same(found, next) ? 1 : 0;
            current = found;
        }

        Assert.IsTrue(survived is > 500 and < 2900, $"{survived} of 3000 saves were whole: the cuts must fall inside and outside of them");
    }

    // Flash forgets octets; whatever it forgets, a start gives settings that were saved once, or the defaults, and says which.
    [TestMethod]
    public void Any_octet_of_either_copy_may_be_damaged()
    {
        var table = SettingTable.Create();
        var old = Values(table, Lives[0]);
        var now = Values(table, Lives[1]);
        foreach (var name in (string[])["settings.a", "settings.b"])
        {
            for (var at = 0; at < Saved(table, old, now).Length(name); at++)
            {
                foreach (var mask in (int[])[0x01, 0x80, 0xFF])
                {
                    var files = Saved(table, old, now);
                    files.Damage(name, at, mask);
                    var found = Load(files, table, out var status);
                    Assert.AreEqual(SettingStatus.OneCopyBad, status);
                    Assert.IsTrue(Same(found, name == "settings.a" ? now : old), $"{name}, octet {at}");
                }
            }
        }
    }

    [TestMethod]
    public void A_damaged_copy_in_place_of_each_leaves_the_defaults()
    {
        var table = SettingTable.Create();
        var octets = new byte[4000];
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(octets);
            MemoryFiles files = new();
            files.Write("settings.a", octets, 0, random.Next(2500));
            files.Write("settings.b", octets, random.Next(100), random.Next(2500));
            var found = Load(files, table, out var status);
            Assert.AreEqual(SettingStatus.BothBad, status);
            Assert.IsTrue(Same(found, new SettingValues(table)));
        }
    }

    // What is under the check sum may be anything too: somebody may have written it who does not know the format.
    [TestMethod]
    public void Random_records_are_read_or_refused_and_never_throw()
    {
        var table = SettingTable.Create();
        var values = new SettingValues(table);
        var defaults = new SettingValues(table);
        SettingRecord record = new();
        var random = new Random(11);
        var octets = new byte[300];
        var taken = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var length = Compose(random, table, octets);
            values.CopyFrom(defaults);
            var error = record.Read(values, octets, 0, length);
            taken += error == SettingError.None ? 1 : 0;
            Assert.IsTrue(error == SettingError.None || Same(values, defaults));
        }

        Assert.IsTrue(taken > 20_000, $"{taken} records were read");
    }

    [TestMethod]
    public void Looking_up_setting_and_saving_allocates_nothing()
    {
        var store = new SettingStore(new QuietFiles(), SettingTable.Create());
        store.Load();
        byte[] name = [.. "mqttSn.gateway"u8];
        byte[] gateway = [.. "10.0.0.7:1883"u8];
        var shown = new byte[SettingText.MaxOctets];
        Run(store, name, gateway, shown);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Run(store, name, gateway, shown);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(SettingStore store, byte[] name, byte[] value, byte[] shown)
    {
        var index = store.Values.Table.Find(name, 0, name.Length);
        if (SettingText.Parse(store.Values, index, value, 0, value.Length) != SettingError.None || SettingText.Format(store.Values, index, shown, 0) != value.Length
            || store.Save() != SettingError.None || store.Load() == SettingStatus.BothBad)
        {
            throw new InvalidOperationException("A good value was refused.");
        }
    }

    private static void CutEverywhere(SettingTable table, SettingValues? old, SettingValues next)
    {
        var before = old ?? new SettingValues(table);
        for (var cut = 0; ; cut++)
        {
            MemoryFiles files = new();
            if (old is not null)
            {
                Save(files, table, old, -1);
            }

            var isCut = Save(files, table, next, cut);
            var found = Load(files, table, out _);
            Assert.IsTrue(Same(found, isCut ? before : next) || (isCut && Same(found, next)), $"cut at octet {cut}");
            Save(files, table, next, -1);
            Assert.IsTrue(Same(Load(files, table, out _), next), $"the save after a cut at octet {cut}");
            if (!isCut)
            {
                Assert.IsTrue(cut > 10);
                return;
            }
        }
    }

    /// <summary>Saves, and says whether the power went before the box knew that it had.</summary>
    private static bool Save(MemoryFiles files, SettingTable table, SettingValues values, int cut)
    {
        var store = new SettingStore(files, table);
        store.Load();
        store.Values.CopyFrom(values);
        files.OctetsUntilCut = cut;
        var error = store.Save();
        files.OctetsUntilCut = -1;
        return error != SettingError.None;
    }

    private static SettingValues Load(MemoryFiles files, SettingTable table, out SettingStatus status)
    {
        var store = new SettingStore(files, table);
        status = store.Load();
        return store.Values;
    }

    private static MemoryFiles Saved(SettingTable table, SettingValues old, SettingValues now)
    {
        MemoryFiles files = new();
        Save(files, table, old, -1);
        Save(files, table, now, -1);
        return files;
    }

    private static bool Same(SettingValues a, SettingValues b) => Enumerable.Range(0, a.Table.Count).All(i => a.IsSame(i, b));

    private static SettingValues Values(SettingTable table, string[] settings)
    {
        var values = new SettingValues(table);
        foreach (var setting in settings)
        {
            var name = System.Text.Encoding.UTF8.GetBytes(setting[..setting.IndexOf('=', StringComparison.Ordinal)]);
            var value = System.Text.Encoding.UTF8.GetBytes(setting[(name.Length + 1)..]);
            Assert.AreEqual(SettingError.None, SettingText.Parse(values, table.Find(name, 0, name.Length), value, 0, value.Length), setting);
        }

        return values;
    }

    /// <summary>Entries as they might be: ids there are and others, lengths that fit and others, an end that may be anywhere.</summary>
    private static int Compose(Random random, SettingTable table, byte[] octets)
    {
        random.NextBytes(octets);
        octets[0] = (byte)(random.Next(10) == 0 ? random.Next(256) : SettingRecord.Format);
        var at = 1;
        var id = 0;
        for (var entries = random.Next(6); entries > 0; entries--)
        {
            id = random.Next(20) == 0 ? random.Next(65536) : Math.Max(id + 1, table.IdOf(random.Next(table.Count)));
            var length = random.Next(20) == 0 ? random.Next(65536) : random.Next(40);
            octets[at] = (byte)id;
            octets[at + 1] = (byte)(id >> 8);
            octets[at + 2] = (byte)length;
            octets[at + 3] = (byte)(length >> 8);
            at = Math.Min(at + 4 + length, octets.Length - 8);
        }

        return random.Next(20) == 0 ? random.Next(at) : at;
    }
}
