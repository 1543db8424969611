#nullable enable
using System.Reflection;
using System.Text;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Tests.Host;

/// <summary>What a default node takes in RAM: below the budget, and reported as it is.</summary>
[TestClass]
public sealed class MemoryReportTests
{
    private const int Budget = 20 * 1024;

    [TestMethod]
    public void A_default_node_stays_below_20_kilobytes()
    {
        var memory = DefaultNode().Memory;
        Assert.IsTrue(memory.Total < Budget, $"{memory.Total} octets");
        Assert.AreEqual(memory.Octets.Sum(), memory.Total);
    }

    /// <summary>The report is arithmetic; this looks at every array that the node really holds.</summary>
    [TestMethod]
    public void The_report_leaves_out_no_buffer()
    {
        var node = DefaultNode();
        var arrays = new List<(string Where, int Octets)>();
        Collect(node, "node", [], arrays);
        var real = arrays.Sum(a => a.Octets);
        Assert.IsTrue(real <= node.Memory.Total, $"{real} octets in arrays, {node.Memory.Total} reported: {string.Join(", ", arrays)}");
        Assert.IsTrue(real > node.Memory.Total * 9 / 10, $"{real} octets in arrays, {node.Memory.Total} reported");
    }

    private static Node DefaultNode()
    {
        var settings = new NodeSettings { Client = { ClientId = Encoding.UTF8.GetBytes("box") } };
        var board = new FakeBoard();
        return new Node(settings, TestProfile.Create(), board, new QuietGateway(), board.Inputs, new QuietFiles());
    }

    /// <summary>Sums the arrays of an object and of all it holds, but for what the caller gave it, the profile, and what the wire's names are.</summary>
    private static void Collect(object held, string where, HashSet<object> seen, List<(string Where, int Octets)> arrays)
    {
        for (var type = held.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                var value = field.GetValue(held);
                if (value is null || value is NodeSettings or MachineProfile or ClientSettings or FieldMetaData[] or FieldBinding[] || !seen.Add(value))
                {
                    continue;
                }

                var name = $"{where}.{field.Name}";
                if (value is Array array)
                {
                    var element = array.GetType().GetElementType()!;
                    arrays.Add((name, array.Length * (element.IsValueType ? SizeOf(element) : 4)));
                    foreach (var item in array.OfType<object>().Where(i => i.GetType().Assembly == typeof(Node).Assembly && i.GetType().IsClass))
                    {
                        if (seen.Add(item))
                        {
                            Collect(item, name, seen, arrays);
                        }
                    }
                }
                else if (value.GetType().IsClass && value.GetType().Assembly == typeof(Node).Assembly)
                {
                    Collect(value, name, seen, arrays);
                }
            }
        }
    }

    private static int SizeOf(Type type) => type.IsEnum || type == typeof(bool) ? 1 : System.Runtime.InteropServices.Marshal.SizeOf(type);
}
