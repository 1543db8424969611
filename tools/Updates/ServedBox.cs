namespace Sidetap.Updates;

/// <summary>A box as an update server knows it.</summary>
public sealed class ServedBox
{
    internal ServedBox(ulong id, DateTime now, int allowance)
    {
        Id = id;
        AllowedAt = now;
        Allowance = allowance;
    }

    /// <summary>Its PublisherId.</summary>
    public ulong Id { get; }

    /// <summary>Its last status; null before the first.</summary>
    public BoxStatus? Status { get; internal set; }

    /// <summary>When that came, UTC.</summary>
    public DateTime StatusAt { get; internal set; }

    /// <summary>Octets of images that were sent to it.</summary>
    public long OctetsSent { get; internal set; }

    /// <summary>Blocks that it may have at once, as of <see cref="AllowedAt"/>.</summary>
    internal double Allowance { get; set; }

    internal DateTime AllowedAt { get; set; }
}
