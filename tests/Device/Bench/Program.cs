using System;

namespace Sidetap.Device.Bench
{
    /// <summary>
    /// Runs each scenario for two seconds and prints how often a second it can, what a run leaves on the heap, and what is free: one line a scenario, columns
    /// separated by tabs, on the console: what the debugger's output window shows.
    /// </summary>
    public static class Program
    {
        private const long DurationMs = 2000; // the timer's resolution is 10 ms
        private const int MostRuns = 1000000;

        /// <summary>The board's first method; it never ends, or the CLR would restart the board.</summary>
        public static void Main()
        {
            Print("scenario\truns/s\theap octets a run\tfree heap");
            try
            {
                Scenario[] scenarios = Scenarios.All();
                for (int i = 0; i < scenarios.Length; i++)
                {
                    Measure(scenarios[i]);
                }

                Print("done");
            }
            catch (Exception exception)
            {
                Print("stopped: " + exception.Message);
            }

            System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);
        }

        private static void Measure(Scenario scenario)
        {
            scenario.Prepare();
            scenario.Run();
            uint freeBefore = nanoFramework.Runtime.Native.GC.Run(true);
            scenario.Prepare();
            scenario.Run();
            long taken = (long)freeBefore - nanoFramework.Runtime.Native.GC.Run(false);
            long start = Environment.TickCount64;
            long elapsed = 0;
            int runs = 0;
            while (elapsed < DurationMs && runs < MostRuns)
            {
                // What Prepare costs is in the figure: a few dozen operations.
                scenario.Prepare();
                scenario.Run();
                runs++;
                elapsed = Environment.TickCount64 - start;
            }

            long perSecond = elapsed > 0 ? runs * 1000L / elapsed : 0;
            Print(scenario.Name + "\t" + perSecond.ToString() + "\t" + taken.ToString() + "\t" + nanoFramework.Runtime.Native.GC.Run(true).ToString());
        }

        private static void Print(string line)
        {
            Console.WriteLine(line);
        }
    }
}
