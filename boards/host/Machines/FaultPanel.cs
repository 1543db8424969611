namespace Sidetap.Boards.Host.Machines;

/// <summary>The faults of a machine: which there are, and which are there now. Plans and keys switch them; the machine follows at its next step.</summary>
public sealed class FaultPanel
{
    private readonly List<(long AtMs, int Fault, bool IsOn)> _plan = [];
    private int _next;
    private int _active; // a bit each; keys come from another thread

    /// <summary>Makes a panel.</summary>
    /// <param name="faults">The faults there are, 32 at the most.</param>
    /// <param name="plans">Those that come by themselves.</param>
    /// <exception cref="ArgumentException">A plan names no fault of this machine, or ends before it begins; the message says which.</exception>
    public FaultPanel(IReadOnlyList<MachineFault> faults, IEnumerable<FaultPlan> plans)
    {
        Faults = faults;
        foreach (var plan in plans)
        {
            var fault = IndexOf(plan.Fault);
            if (fault < 0)
            {
                throw new ArgumentException($"'{plan.Fault}' is not a fault of this machine. Faults are {string.Join(", ", faults.Select(f => f.Name))}.");
            }

            if (plan.FromMs < 0 || plan.UntilMs <= plan.FromMs)
            {
                throw new ArgumentException($"The fault '{plan.Fault}' ends before it begins.");
            }

            _plan.Add((plan.FromMs, fault, true));
            if (plan.UntilMs != long.MaxValue)
            {
                _plan.Add((plan.UntilMs, fault, false));
            }
        }

        // One that ends when another of its kind begins ends first.
        _plan = [.. _plan.OrderBy(e => e.AtMs).ThenBy(e => e.IsOn)];
    }

    /// <summary>The faults there are.</summary>
    public IReadOnlyList<MachineFault> Faults { get; }

    /// <summary>The names of those that are there now.</summary>
    public IEnumerable<string> Active => Faults.Where((_, i) => this[i]).Select(f => f.Name);

    /// <summary>Whether a fault is there.</summary>
    /// <param name="fault">Its place in <see cref="Faults"/>.</param>
    public bool this[int fault] => (Volatile.Read(ref _active) & (1 << fault)) != 0;

    /// <summary>Where a fault stands in <see cref="Faults"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The place, or -1.</returns>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Faults.Count; i++)
        {
            if (Faults[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Makes a fault come or go, from any thread.</summary>
    /// <param name="fault">Its place in <see cref="Faults"/>.</param>
    /// <param name="isOn">Whether it is to be there.</param>
    public void Set(int fault, bool isOn)
    {
        _ = isOn ? Interlocked.Or(ref _active, 1 << fault) : Interlocked.And(ref _active, ~(1 << fault));
    }

    /// <summary>Makes the fault of a key come, or go when it is there; from any thread.</summary>
    /// <param name="key">The key, whatever its case.</param>
    /// <returns>The fault, or null when no fault has this key.</returns>
    public MachineFault? Toggle(char key)
    {
        for (var i = 0; i < Faults.Count; i++)
        {
            if (Faults[i].Key == char.ToLowerInvariant(key))
            {
                Set(i, !this[i]);
                return Faults[i];
            }
        }

        return null;
    }

    /// <summary>Does what is planned up to a time.</summary>
    /// <param name="nowMs">Uptime in milliseconds.</param>
    internal void MoveTo(long nowMs)
    {
        for (; _next < _plan.Count && _plan[_next].AtMs <= nowMs; _next++)
        {
            Set(_plan[_next].Fault, _plan[_next].IsOn);
        }
    }
}
