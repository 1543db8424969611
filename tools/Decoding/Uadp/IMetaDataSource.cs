namespace Sidetap.Decoding.Uadp;

/// <summary>Knows DataSetMetaData that has been announced.</summary>
public interface IMetaDataSource
{
    /// <summary>Finds the metadata of a data set.</summary>
    /// <param name="publisherId">The publisher; null when the message does not say.</param>
    /// <param name="dataSetWriterId">The DataSetWriter; null in layouts without a PayloadHeader.</param>
    /// <returns>The metadata, or null.</returns>
    DataSetMetaData? Find(PublisherId? publisherId, ushort? dataSetWriterId);
}
