using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;

namespace Sidetap.Tool.Configure;

/// <summary>
/// Changes settings of a box, all or none: stages them, has the box check them, saves, reads back and compares. What the box says is staged is looked at before it
/// is saved: a box that restarts in the middle has forgotten half, and then everything is staged again.
/// </summary>
/// <param name="box">The box, unlocked, with nothing staged.</param>
internal sealed class SettingsChange(BoxClient box)
{
    private const int MaxAttempts = 4;

    private readonly Dictionary<string, SettingInfo> _infos = box.Describe().ToDictionary(info => info.Name);
    private int _repeated;

    /// <summary>The settings that the box has.</summary>
    public IReadOnlyDictionary<string, SettingInfo> Infos => _infos;

    /// <summary>What is wrong with the values, a line each; empty after a success.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>What is changed.</summary>
    public IReadOnlyList<SettingChange> Changes { get; private set; } = [];

    /// <summary>What saving did.</summary>
    public SaveResult Result { get; private set; } = new(SaveKind.Nothing, false);

    /// <summary>Stages settings and has them checked.</summary>
    /// <param name="edits">The settings.</param>
    /// <returns>False: there are problems, and nothing is staged.</returns>
    /// <exception cref="CliError">The box forgets what it is told.</exception>
    public bool Stage(IReadOnlyList<SettingEdit> edits)
    {
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            int before = box.Repeated;
            bool isSound = StageOnce(edits);
            _repeated = box.Repeated;

            // Where nothing had to be repeated, the box has not restarted either.
            if (!isSound || _repeated == before || (!HasSecret(edits) && Needed(edits).Count == 0))
            {
                return isSound;
            }

            box.Restart();
            BoxSession.Unlock(box);
        }

        throw Forgetful();
    }

    /// <summary>What would change, by what the box shows: nothing is staged, and the box checks nothing.</summary>
    /// <param name="edits">The settings.</param>
    /// <returns>False: there are problems.</returns>
    public bool Preview(IReadOnlyList<SettingEdit> edits)
    {
        Dictionary<string, SettingState> states = box.Get().ToDictionary(state => state.Name);
        List<SettingEdit> needed = Needed(edits);
        Problems = [.. needed.Where(edit => !_infos.ContainsKey(edit.Name)).Select(edit => Unknown(edit))];
        Changes = [.. needed.Where(edit => _infos.ContainsKey(edit.Name)).Select(edit => ChangeOf(edit, _infos[edit.Name], states.GetValueOrDefault(edit.Name)))];
        return Problems.Count == 0;
    }

    private static SettingChange ChangeOf(SettingEdit edit, SettingInfo info, SettingState? before) => info.IsSecret
        ? new SettingChange(edit.Name, before is { IsSet: true } ? "(set)" : "", edit.Value is { Length: > 0 } ? (before is { IsSet: true } ? "(changed)" : "(set)") : "")
        : new SettingChange(edit.Name, before?.Value ?? "", edit.Value ?? info.Default);

    private static string Unknown(SettingEdit edit) => $"{edit.Place}the box has no setting \"{edit.Name}\"; update its firmware, or leave it out";

    private bool StageOnce(IReadOnlyList<SettingEdit> edits)
    {
        List<SettingEdit> needed = Needed(edits);
        List<string> problems = [];
        foreach (SettingEdit edit in needed)
        {
            TryStage(edit, problems);
        }

        if (problems.Count == 0 && needed.Count > 0)
        {
            TryCheck(needed, problems);
        }

        Problems = problems;
        if (problems.Count > 0)
        {
            Drop();
            return false;
        }

        Changes = needed.Count == 0 ? [] : box.Diff();
        return true;
    }

    /// <summary>Saves what <see cref="Stage"/> has staged, and reads it back.</summary>
    /// <param name="edits">The same settings.</param>
    /// <returns>False: there are problems, and nothing was changed.</returns>
    /// <exception cref="CliError">The box has something else than it was told.</exception>
    public bool Save(IReadOnlyList<SettingEdit> edits)
    {
        IReadOnlyList<SettingChange> shown = Changes;
        string starts = box.Status().Text("starts");
        for (int attempt = 1; ; attempt++)
        {
            if (IsWhole(edits))
            {
                Result = box.Save();
                if (Result.Kind != SaveKind.Nothing)
                {
                    break;
                }
            }

            if (attempt == MaxAttempts)
            {
                throw Forgetful();
            }

            box.Restart();
            BoxSession.Unlock(box);
            if (!Stage(edits))
            {
                return false;
            }

            if (Changes.Count == 0)
            {
                Changes = shown;
                Result = ResultOf(box.Status(), starts);
                return true; // it was saved, and the answer was lost
            }
        }

        Compare(edits);
        return true;
    }

    /// <summary>What saving did where its answer was lost: a restart since then has put it in effect.</summary>
    private SaveResult ResultOf(BoxStatus status, string startsBefore)
    {
        bool isOnTrial = status.IsTrialPending || status.IsTrialRunning;
        bool needsRestart = Changes.Any(change => _infos.GetValueOrDefault(change.Name) is { NeedsRestart: true }) && status.Text("starts") == startsBefore;
        return new SaveResult(isOnTrial ? SaveKind.Trial : SaveKind.Saved, isOnTrial ? status.IsTrialPending : needsRestart);
    }

    /// <summary>Drops what is staged. Not by "revert", which would drop a trial too that waits for the next start.</summary>
    public void Drop() => box.Restart();

    /// <summary>Whether the box has settings as they shall be; of secrets, whether there is one.</summary>
    /// <param name="edits">The settings.</param>
    /// <returns>The names of those that differ.</returns>
    public List<string> Different(IReadOnlyList<SettingEdit> edits)
    {
        Dictionary<string, SettingState> states = box.Get().ToDictionary(state => state.Name);
        return [.. edits.Where(edit => !states.TryGetValue(edit.Name, out SettingState? state) || !IsSame(edit, _infos[edit.Name], state)).Select(edit => edit.Name)];
    }

    private static bool IsSame(SettingEdit edit, SettingInfo info, SettingState state) =>
        info.IsSecret ? state.IsSet == (edit.Value is { Length: > 0 }) : edit.IsThere(info, state);

    private List<SettingEdit> Needed(IReadOnlyList<SettingEdit> edits)
    {
        Dictionary<string, SettingState> states = box.Get().ToDictionary(state => state.Name);
        return [.. edits.Where(edit => !_infos.TryGetValue(edit.Name, out SettingInfo? info) || !states.TryGetValue(edit.Name, out SettingState? state) || !edit.IsThere(info, state))];
    }

    private void TryStage(SettingEdit edit, List<string> problems)
    {
        if (!_infos.ContainsKey(edit.Name))
        {
            problems.Add(Unknown(edit));
            return;
        }

        try
        {
            if (edit.Value is null)
            {
                box.Unset(edit.Name);
            }
            else
            {
                box.Set(edit.Name, edit.Value);
            }
        }
        catch (BoxError error) when (error.Code is BoxErrorCode.UnknownSetting or BoxErrorCode.ValueRefused or BoxErrorCode.WrongArguments)
        {
            problems.Add($"{edit.Place}the box refuses {edit.Name}: {error.Text}");
        }
        catch (ArgumentException error) when (error.ParamName == "request")
        {
            problems.Add($"{edit.Place}the value of {edit.Name} has control characters or is too long; take them out");
        }
    }

    private void TryCheck(List<SettingEdit> edits, List<string> problems)
    {
        try
        {
            box.Check();
        }
        catch (BoxError error) when (error.Code == BoxErrorCode.Contradiction)
        {
            SettingEdit? named = edits.Where(edit => error.Text.Contains(edit.Name, StringComparison.Ordinal)).MaxBy(edit => edit.Name.Length);
            string advice = named is null ? "; set that one first, or all of them together: sidetap configure apply FILE --only" : "";
            problems.Add($"{named?.Place ?? ""}the settings contradict each other: {error.Text}{advice}");
        }
    }

    /// <summary>Whether everything is staged still, as it was when the changes were shown.</summary>
    private bool IsWhole(IReadOnlyList<SettingEdit> edits)
    {
        HashSet<string> now = [.. box.Diff().Select(change => change.Name)];
        HashSet<string> openEdits = [.. Needed(edits).Where(edit => !_infos[edit.Name].IsSecret).Select(edit => edit.Name)];
        return openEdits.Count == 0 && Changes.All(change => now.Contains(change.Name)) && (box.Repeated == _repeated || !HasSecret(edits));
    }

    /// <summary>Whether nobody can read back what is staged.</summary>
    private bool HasSecret(IReadOnlyList<SettingEdit> edits) => edits.Any(edit => _infos.GetValueOrDefault(edit.Name) is { IsSecret: true });

    private static CliError Forgetful() => new(
        "the box forgets what it is told before it is saved, so nothing was changed; does it restart again and again? sidetap configure diagnose", ExitCode.Finding);

    private void Compare(IReadOnlyList<SettingEdit> edits)
    {
        List<string> different = Different(edits);
        if (different.Count > 0)
        {
            throw new CliError($"the box has another value than it was told: {string.Join(", ", different)}; try again, and look with: sidetap configure get {different[0]}", ExitCode.Finding);
        }
    }
}
