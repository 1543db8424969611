namespace Sidetap.Decoding.Uadp;

/// <summary>What a data set means (DataSetMetaDataType, OPC 10000-14, 6.2.3.2.3).</summary>
public sealed record DataSetMetaData
{
    /// <summary>The namespaces other parts refer to by index.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>The data set's name.</summary>
    public string? Name { get; init; }

    /// <summary>What it is.</summary>
    public UaLocalizedText Description { get; init; } = new(null, null);

    /// <summary>The fields in the order of the data set.</summary>
    public IReadOnlyList<FieldDescription> Fields { get; init; } = [];

    /// <summary>The DataSetClass; all zero for none.</summary>
    public Guid DataSetClassId { get; init; }

    /// <summary>ConfigurationVersion.MajorVersion in seconds since 2000-01-01.</summary>
    public uint MajorVersion { get; init; }

    /// <summary>ConfigurationVersion.MinorVersion in seconds since 2000-01-01.</summary>
    public uint MinorVersion { get; init; }

    /// <summary>Whether it is the log of a box: its class says so, whatever its name.</summary>
    public bool IsEventLog => DataSetClassId == Events.EventLogClass.Id;

    /// <summary>Whether a message was made with this version of the data set, as far as its header tells.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False when a version that it carries is another one.</returns>
    public bool IsVersionOf(DataSetMessage message) =>
        (message.MajorVersion ?? MajorVersion) == MajorVersion && (message.MinorVersion ?? MinorVersion) == MinorVersion;
}
