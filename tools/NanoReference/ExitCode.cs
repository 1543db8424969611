namespace Sidetap.NanoReference;

/// <summary>What the process returns.</summary>
public static class ExitCode
{
    /// <summary>The command did its work and found nothing to refuse.</summary>
    public const int Ok = 0;

    /// <summary>The check refuses something; each finding is a line on standard output.</summary>
    public const int Findings = 1;

    /// <summary>The command line or an input file is wrong; one line on standard error says how.</summary>
    public const int BadInput = 2;
}
