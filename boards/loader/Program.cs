using System;
using System.Threading;
using nanoFramework.Runtime.Native;

namespace Sidetap.Loader
{
    /// <summary>Where the nanoCLR begins on a box that is updated over the air: the loader is what was flashed, and it starts the application of one of two slots.</summary>
    public static class Program
    {
        // Long enough to get hold of the box with a cable, and to read what the debugger's line says.
        private const int RecoveryMs = 300000;
        private const int RepeatMs = 10000;

        /// <summary>Starts the application; does not return. Where that fails the box says why on the debugger's line and restarts: at once when a new image was tried, so that the
        /// one before comes back, else after five minutes.</summary>
        public static void Main()
        {
            string fault = "no memory";
            bool isTrial = false;
            try
            {
                SlotStart start = new SlotStart(SlotDrive.Find());
                start.Run();
                fault = start.Fault;
                isTrial = start.IsTrial;
            }
            catch (Exception)
            {
                // SlotStart does not throw: there is no memory for it.
            }

            for (int waited = 0; waited < RecoveryMs && !isTrial; waited += RepeatMs)
            {
                Say(fault);
                Thread.Sleep(RepeatMs);
            }

            // A restart that does not take is tried again.
            while (true)
            {
                Say(fault);
                Power.RebootDevice();
                Thread.Sleep(RepeatMs);
            }
        }

        private static void Say(string fault)
        {
            try
            {
                Console.WriteLine("Sidetap.Loader: " + fault);
            }
            catch (Exception)
            {
                // No memory for it: the restart is what matters.
            }
        }
    }
}
