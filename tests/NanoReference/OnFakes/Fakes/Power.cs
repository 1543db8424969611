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
}
