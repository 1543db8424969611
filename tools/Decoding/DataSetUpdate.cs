using Sidetap.Decoding.Uadp;

namespace Sidetap.Decoding;

/// <summary>What a DataSetMessage did to its data set.</summary>
/// <param name="DataSet">The data set, as it is now.</param>
/// <param name="Message">The message.</param>
/// <param name="Verdict">How the message stands in its sequence. A late or repeated one changes no values.</param>
public sealed record DataSetUpdate(DataSetState DataSet, DataSetMessage Message, SequenceVerdict Verdict);
