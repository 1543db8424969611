using System.Text;

namespace Sidetap.Updates.Rollouts;

/// <summary>A rollout's record in a file. It is never half written: a new one takes the old one's place in one step.</summary>
/// <param name="path">The file.</param>
public sealed class RolloutFile(string path)
{
    /// <summary>Writes the record.</summary>
    /// <param name="record">The record.</param>
    /// <exception cref="IOException">It can't be written; the one before is as it was.</exception>
    public void Save(RolloutRecord record)
    {
        string temporary = path + ".new";
        using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(Encoding.UTF8.GetBytes(record.ToJson()));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
