using Sidetap.BoxLink;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary>
/// Gives a box of a list its settings and its profile, both or neither: the settings are checked, the box checks and stores the profile, and then the settings are
/// saved. Where that fails, the profile there was is put back; neither has been in effect, since that takes a restart.
/// </summary>
/// <param name="context">Where to show how far it is.</param>
/// <param name="box">The box, unlocked, with nothing staged.</param>
/// <param name="change">Its settings.</param>
internal sealed class ProvisionStep(CliContext context, BoxClient box, SettingsChange change)
{
    /// <summary>Does it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="edits">Its settings.</param>
    /// <param name="profile">Its compiled profile; null for none.</param>
    /// <returns>Whether a restart is needed.</returns>
    /// <exception cref="CliError">The box refuses something, and has what it had before.</exception>
    /// <exception cref="NoBoxException">It does not answer any more.</exception>
    public bool Run(ProvisionRow row, IReadOnlyList<SettingEdit> edits, byte[]? profile)
    {
        Stage(edits);
        bool hasChanges = change.Changes.Count > 0;
        byte[]? before = null;
        if (profile is not null && !box.Profile().Is(profile))
        {
            // What is staged takes memory, which the box needs to try the profile on its board.
            change.Drop();
            BoxSession.Unlock(box);
            before = box.Profile().IsStored ? ProfileTransfer.Read(box, _ => { }) : [];
            Send(row, edits, profile);
        }

        if (!hasChanges)
        {
            return before is not null;
        }

        try
        {
            Save(edits, isStaged: before is null);
        }
        catch (Exception error) when (before is not null && error is CliError or BoxError)
        {
            PutBack(before);
            throw error is CliError ? error : Refused(((BoxError)error).Text);
        }

        if (!box.Status().IsTrialPending)
        {
            return change.Result.NeedsRestart || before is not null;
        }

        box.Confirm(); // where a box does not take it before the restart, it is confirmed after it
        return true;
    }

    private void Stage(IReadOnlyList<SettingEdit> edits)
    {
        if (!change.Stage(edits))
        {
            throw Refused(change.Problems[0]);
        }
    }

    private void Send(ProvisionRow row, IReadOnlyList<SettingEdit> edits, byte[] profile)
    {
        try
        {
            ProfileVerbs.Send(context, box, profile);
        }
        catch (BoxError error) when (error.Code != BoxErrorCode.Locked)
        {
            string place = edits.Count > 0 ? edits[0].Place : "";
            throw Refused($"{place}the box refuses the profile {row.Profile}: {error.Text}");
        }
    }

    private void Save(IReadOnlyList<SettingEdit> edits, bool isStaged)
    {
        if (!isStaged)
        {
            Stage(edits);
        }

        if (!change.Save(edits))
        {
            throw Refused(change.Problems[0]);
        }
    }

    private void PutBack(byte[] before)
    {
        change.Drop();
        BoxSession.Unlock(box);
        if (before.Length == 0)
        {
            box.Request("profile reset");
        }
        else
        {
            ProfileTransfer.Send(box, before, _ => { });
        }
    }

    private static CliError Refused(string problem) => new($"{PlainText.Of(problem)}; this box has what it had before", ExitCode.Finding);
}
