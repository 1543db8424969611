using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Sidetap.Hal;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>
/// What objects take on the managed heap of a device: the graph of a box on the desktop, each object priced as measured on a nanoCLR. An object has 12 octets
/// and 12 for each field, whatever the field's type; an array 20 and its contents, 12 for each reference; all in units of 12. A literal is 12 octets, its text lies in flash.
/// </summary>
/// <remarks>Objects of the class library, whose insides differ on the device, count with 48 octets each; the stacks of threads are not on this heap.</remarks>
internal sealed class DeviceHeap
{
    private const int Unit = 12;
    private const int ArrayHeader = 20;
    private const int Delegate = 36;
    private const int Foreign = 48;

    private readonly Dictionary<string, (int Octets, int Count)> classes = [];
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Octets, by what was asked for.</summary>
    public Dictionary<string, int> Parts { get; } = [];

    /// <summary>Octets and objects of each class, the largest first.</summary>
    public IEnumerable<string> Classes => classes.OrderByDescending(entry => entry.Value.Octets).Select(entry => $"{entry.Value.Octets,6} in {entry.Value.Count,4}  {entry.Key}");

    public int Total => Parts.Values.Sum();

    public string Text => string.Join(", ", Parts.Select(part => $"{part.Key} {part.Value}")) + $": {Total}";

    /// <summary>Adds an object and all that it holds and that is not counted yet.</summary>
    public void Add(string part, object? root) => Parts[part] = Parts.GetValueOrDefault(part) + Walk(root);

    /// <summary>Adds the static fields of the device code: its tables, which the CLR copies to the heap when it makes the arrays.</summary>
    public void AddStatics(string part)
    {
        foreach (Type type in new[] { typeof(Node).Assembly, typeof(ISystem).Assembly, typeof(Sidetap.Boards.Nano.Board).Assembly }.SelectMany(assembly => assembly.GetTypes()))
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.IsLiteral && IsOurs(type))
                {
                    Parts[part] = Parts.GetValueOrDefault(part) + Unit + Walk(field.GetValue(null));
                }
            }
        }
    }

    private int Walk(object? root)
    {
        int octets = 0;
        Stack<object> open = new();
        Push(open, root);
        while (open.TryPop(out object? item))
        {
            int price = Price(item);
            octets += price;
            (int Octets, int Count) sum = classes.GetValueOrDefault(item.GetType().Name);
            classes[item.GetType().Name] = (sum.Octets + price, sum.Count + 1);
            if (item is Array array && !array.GetType().GetElementType()!.IsValueType)
            {
                foreach (object? element in array)
                {
                    Push(open, element);
                }
            }
            else if (IsOurs(item.GetType()))
            {
                foreach (FieldInfo field in FieldsOf(item.GetType()).Where(field => !field.FieldType.IsValueType))
                {
                    Push(open, field.GetValue(item));
                }
            }
        }

        return octets;
    }

    private void Push(Stack<object> open, object? item)
    {
        if (item is not null && !IsDouble(item.GetType()) && seen.Add(item))
        {
            open.Push(item);
        }
    }

    private static int Price(object item) => item switch
    {
        string text => Unit + (ReferenceEquals(string.IsInterned(text), text) ? 0 : Rounded(ArrayHeader + Encoding.UTF8.GetByteCount(text) + 1)),
        Array array => Rounded(ArrayHeader + (array.Length * SizeOf(array.GetType().GetElementType()!))),
        System.Delegate => Delegate,
        _ when IsOurs(item.GetType()) => Unit + (Unit * FieldsOf(item.GetType()).Count()),
        _ => Foreign,
    };

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (Type? at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (FieldInfo field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }

    private static int SizeOf(Type element) =>
        element == typeof(bool) ? 1 : element == typeof(char) ? 2 : element.IsEnum ? SizeOf(element.GetEnumUnderlyingType()) : element.IsPrimitive ? Marshal.SizeOf(element) : Unit;

    private static int Rounded(int octets) => (octets + Unit - 1) / Unit * Unit;

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Sidetap", StringComparison.Ordinal) == true && !IsDouble(type);

    /// <summary>What stands for a board in tests is not on a device.</summary>
    private static bool IsDouble(Type type) => type.Namespace is "Sidetap.Tests" or "Sidetap.Boards.OnFakes" || type.Assembly == typeof(DeviceHeap).Assembly;
}
