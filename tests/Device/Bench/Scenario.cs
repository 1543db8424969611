namespace Sidetap.Device.Bench
{
    /// <summary>A piece of the firmware's work. The device runs it for a while and tells how often a second it can; the build counts its IL instructions.</summary>
    public abstract class Scenario
    {
        /// <summary>What is done in one run.</summary>
        public abstract string Name { get; }

        /// <summary>Makes what the next run begins with; is not measured.</summary>
        public virtual void Prepare()
        {
        }

        /// <summary>Does it once.</summary>
        public abstract void Run();
    }
}
