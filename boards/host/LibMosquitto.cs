using System.Reflection;
using System.Runtime.InteropServices;

namespace Sidetap.Boards.Host;

/// <summary>What is used of Eclipse mosquitto's client library, API version 1.6 to 2 (mosquitto.h).</summary>
internal static partial class LibMosquitto
{
    public const int Success = 0;
    public const int ConnectionRefused = 5; // MOSQ_ERR_CONN_REFUSED: CONNACK said no
    public const int NoAddress = 15; // MOSQ_ERR_EAI: getaddrinfo found none
    public const int ErrorLevel = 0x08; // MOSQ_LOG_ERR

    private const string Name = "libmosquitto.so.1"; // Debian's libmosquitto1

    static LibMosquitto()
    {
        NativeLibrary.SetDllImportResolver(typeof(LibMosquitto).Assembly, Find);
        Check(mosquitto_lib_init());
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void CodeCallback(IntPtr client, IntPtr owner, int code);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void MessageCallback(IntPtr client, IntPtr owner, ref Message message);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void LogCallback(IntPtr client, IntPtr owner, int level, IntPtr text);

    /// <summary>Throws for what only a lack of memory or a wrong argument leads to.</summary>
    /// <param name="code">What a function of the library returned.</param>
    /// <exception cref="InvalidOperationException">It is not Success.</exception>
    public static void Check(int code)
    {
        if (code != Success)
        {
            throw new InvalidOperationException($"libmosquitto: {Marshal.PtrToStringUTF8(mosquitto_strerror(code))}");
        }
    }

    [LibraryImport(Name)]
    public static partial int mosquitto_lib_init();

    [LibraryImport(Name)]
    public static partial IntPtr mosquitto_strerror(int code);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial IntPtr mosquitto_new(string id, [MarshalAs(UnmanagedType.U1)] bool cleanSession, IntPtr owner);

    [LibraryImport(Name)]
    public static partial void mosquitto_destroy(IntPtr client);

    [LibraryImport(Name)]
    public static partial int mosquitto_threaded_set(IntPtr client, [MarshalAs(UnmanagedType.U1)] bool isThreaded);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mosquitto_username_pw_set(IntPtr client, string user, string? password);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mosquitto_tls_set(IntPtr client, string caFile, IntPtr caPath, IntPtr certificateFile, IntPtr keyFile, IntPtr passwordCallback);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mosquitto_connect(IntPtr client, string host, int port, int keepAliveSeconds);

    [LibraryImport(Name)]
    public static partial int mosquitto_disconnect(IntPtr client);

    [LibraryImport(Name)]
    public static partial int mosquitto_loop(IntPtr client, int timeoutMs, int maxPackets);

    [LibraryImport(Name)]
    public static partial int mosquitto_publish(
        IntPtr client, out int packetId, ref byte topic, int length, ref byte payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mosquitto_subscribe(IntPtr client, IntPtr packetId, string filter, int qos);

    [LibraryImport(Name)]
    public static partial void mosquitto_message_callback_set(IntPtr client, MessageCallback callback);

    [LibraryImport(Name)]
    public static partial void mosquitto_connect_callback_set(IntPtr client, CodeCallback callback);

    [LibraryImport(Name)]
    public static partial void mosquitto_publish_callback_set(IntPtr client, CodeCallback callback);

    [LibraryImport(Name)]
    public static partial void mosquitto_log_callback_set(IntPtr client, LogCallback callback);

    /// <summary>mosquitto_message: topic and payload are the library's.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public int PacketId;
        public IntPtr Topic;
        public IntPtr Payload;
        public int Length;
        public int Qos;
        public byte IsRetained;
    }

    private static IntPtr Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        string here = OperatingSystem.IsWindows() ? "mosquitto.dll" : OperatingSystem.IsMacOS() ? "libmosquitto.1.dylib" : name;
        return NativeLibrary.TryLoad(here, assembly, path, out var handle)
            ? handle
            : throw new DllNotFoundException($"{here} is not installed: apt-get install libmosquitto1, or mosquitto's own package on other systems");
    }
}
