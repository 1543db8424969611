namespace nanoFramework.Runtime.Native
{
    /// <summary>What a restart is on the desktop: the end of the program that asks for it.</summary>
    public sealed class RebootException : System.Exception
    {
    }

    public static class Power
    {
        public static void RebootDevice() => throw new RebootException();
    }

    /// <summary>The clock chip: what it was set to.</summary>
    public static class Rtc
    {
        public static System.DateTime LastSet { get; private set; }

        public static bool SetSystemTime(System.DateTime time)
        {
            LastSet = time;
            return true;
        }
    }
}
