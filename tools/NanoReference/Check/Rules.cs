namespace Sidetap.NanoReference.Check;

/// <summary>The rules of the check: the only place that has their codes and texts.</summary>
public static class Rules
{
    /// <summary>A generic class, struct, interface or delegate.</summary>
    public static readonly Rule GenericType = new(
        "SNR001", "generic type",
        "aborts the load of the assembly",
        "write the type out for the one type it is used with, or use object");

    /// <summary>A generic method or local function.</summary>
    public static readonly Rule GenericMethod = new(
        "SNR002", "generic method",
        "returns wrong values",
        "write one method for each type");

    /// <summary>Func, Action with parameters, EventHandler of T and their like.</summary>
    public static readonly Rule GenericDelegate = new(
        "SNR003", "generic delegate",
        "aborts the load of the assembly",
        "declare a delegate with a name");

    /// <summary>Checked arithmetic and conversions.</summary>
    public static readonly Rule Overflow = new(
        "SNR004", "overflow check",
        "never throws on the device",
        "test the range by hand (a long as array size or index makes one too: cast it to int)");

    /// <summary>int[,] and its kin.</summary>
    public static readonly Rule MultiDimensionalArray = new(
        "SNR005", "multi-dimensional array",
        "is not supported by the device's CLR",
        "use a jagged array, or one dimension and a computed index");

    /// <summary>An interface method with a body.</summary>
    public static readonly Rule InterfaceBody = new(
        "SNR006", "interface method with a body",
        "is not supported by the device's CLR",
        "put the body into a static class or into each implementation");

    /// <summary>Function pointers and calls through them.</summary>
    public static readonly Rule FunctionPointer = new(
        "SNR007", "function pointer",
        "is not supported by the device's CLR",
        "declare a delegate with a name");

    /// <summary>A fixed statement.</summary>
    public static readonly Rule Fixed = new(
        "SNR008", "fixed pointer",
        "is refused by the metadata processor",
        "index the array (a plain pointer to a local is fine)");

    /// <summary>A jump table too long for its counter.</summary>
    public static readonly Rule LongSwitch = new(
        "SNR009", "switch of 256 or more cases in one jump table",
        "fails: the count of cases is one octet",
        "look the value up in an array, or split the range in two");

    /// <summary>Too many locals.</summary>
    public static readonly Rule ManyLocals = new(
        "SNR010", "more than 250 locals",
        "is more than the device's CLR takes",
        "split the method (the compiler adds locals of its own)");

    /// <summary>A method too long for its branches.</summary>
    public static readonly Rule LongMethod = new(
        "SNR011", "method of 32 KB of IL or more",
        "breaks backward branches: their offsets are 16 bits",
        "split the method, or move its data into a static array");

    /// <summary>Too many members of one kind.</summary>
    public static readonly Rule ManyMembers = new(
        "SNR012", "more than 255 members of one kind in a type",
        "fails: each count is one octet",
        "split the type");

    /// <summary>An async method.</summary>
    public static readonly Rule Async = new(
        "SNR013", "async method",
        "has no tasks to run on in v1",
        "write a state machine with a Step method");

    /// <summary>A method with yield.</summary>
    public static readonly Rule Iterator = new(
        "SNR014", "iterator",
        "needs generic interfaces that v1 lacks",
        "return an array, or write the enumerator as a class");

    /// <summary>A NUL in a string.</summary>
    public static readonly Rule NulInString = new(
        "SNR015", "NUL in a string",
        "ends the string on the device",
        "use a byte array");

    /// <summary>volatile and other required modifiers.</summary>
    public static readonly Rule Volatile = new(
        "SNR016", "volatile or another required modifier",
        "does not exist in v1",
        "use lock or Interlocked");

    /// <summary>stackalloc.</summary>
    public static readonly Rule StackAlloc = new(
        "SNR017", "stackalloc",
        "is not supported by the device's CLR",
        "allocate an array once, at start");

    /// <summary>A thread-static field.</summary>
    public static readonly Rule ThreadStatic = new(
        "SNR018", "thread-static field",
        "does not exist in v1",
        "keep the value in an object that each thread owns");

    /// <summary>A type with an explicit layout.</summary>
    public static readonly Rule ExplicitLayout = new(
        "SNR019", "explicit layout",
        "does not exist in v1",
        "shift and mask, or use BitConverter");

    /// <summary>All rules, by code.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        GenericType, GenericMethod, GenericDelegate, Overflow, MultiDimensionalArray, InterfaceBody, FunctionPointer, Fixed,
        LongSwitch, ManyLocals, LongMethod, ManyMembers, Async, Iterator, NulInString, Volatile, StackAlloc, ThreadStatic,
        ExplicitLayout,
    ];
}
