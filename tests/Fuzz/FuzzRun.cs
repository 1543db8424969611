using System.Diagnostics;

namespace Sidetap.Tests.Fuzz;

/// <summary>A run: chapters one after the other, or several at once, until all frames were sent, the time is over, or something was found.</summary>
public sealed class FuzzRun
{
    private readonly FuzzSettings _settings;
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = new();
    private readonly long _lastChapter;
    private long _nextChapter;
    private volatile bool _isEnding;

    /// <summary>Plans a run.</summary>
    /// <param name="settings">What is wanted.</param>
    public FuzzRun(FuzzSettings settings)
    {
        _settings = settings;
        _nextChapter = settings.Skip / FuzzSettings.ChapterFrames;
        _lastChapter = _nextChapter + Math.Max(1, (settings.Frames + FuzzSettings.ChapterFrames - 1) / FuzzSettings.ChapterFrames) - 1;
    }

    /// <summary>What was seen, of the chapters that are through.</summary>
    public FuzzCounts Counts { get; } = new();

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>What was found, with all that is needed to see it again; null for nothing.</summary>
    public string? Finding { get; private set; }

    /// <summary>What should have been seen and was not; empty when something was found.</summary>
    public List<string> Missing => Finding == null ? Counts.Missing(_settings.Target) : [];

    /// <summary>Runs it to its end.</summary>
    /// <param name="progress">Is called about once a second; null for nobody.</param>
    /// <returns>True when nothing was found and everything was seen.</returns>
    public bool Execute(Action<FuzzCounts>? progress)
    {
        _clock.Restart();
        Task[] workers = [.. Enumerable.Range(0, Math.Max(1, _settings.Threads)).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning))];
        while (!Task.WaitAll(workers, TimeSpan.FromSeconds(1)))
        {
            lock (_lock)
            {
                progress?.Invoke(Counts);
            }
        }

        _clock.Stop();
        return Finding == null && Missing.Count == 0;
    }

    private void Work()
    {
        while (TryTakeChapter(out long number))
        {
            (Chapter chapter, Exception? error) = RunChapter(number);
            if (error is AllocationFinding)
            {
                (chapter, error) = RunChapter(number);
            }

            string? finding = error != null ? Describe(error, chapter, number) : null;
            lock (_lock)
            {
                Counts.Add(chapter.Counts);
                Finding ??= finding;
                _isEnding |= finding != null;
            }
        }
    }

    private (Chapter Chapter, Exception? Error) RunChapter(long number)
    {
        Chapter chapter = new(_settings.Seed, number, _settings.Target);
        try
        {
            chapter.Run((int)Math.Min(_settings.Frames, FuzzSettings.ChapterFrames));
            return (chapter, null);
        }
        catch (Exception error)
        {
            return (chapter, error);
        }
    }

    private bool TryTakeChapter(out long number)
    {
        bool isOver = _settings.Seconds > 0 && _clock.Elapsed.TotalSeconds >= _settings.Seconds;
        lock (_lock)
        {
            number = _nextChapter;
            if (_isEnding || isOver || number > _lastChapter)
            {
                return false;
            }

            _nextChapter++;
            return true;
        }
    }

    private string Describe(Exception error, Chapter chapter, long number)
    {
        long first = number * FuzzSettings.ChapterFrames;
        string what = error is Finding ? error.Message : $"{error.GetType().Name}: {error.Message}\n{error.StackTrace}";
        bool hasClient = (_settings.Target & FuzzTarget.Client) != 0;
        bool hasGateway = (_settings.Target & FuzzTarget.Gateway) != 0;
        string target = hasClient && hasGateway ? "all" : hasClient ? "client" : hasGateway ? "gateway" : "decoder";
        return $"{what}\nseed {_settings.Seed}, frame {first + chapter.Rounds}; the last frames:\n{chapter.LastFrames}"
            + $"again: --seed {_settings.Seed} --skip {first} --frames {chapter.Rounds} --target {target}";
    }
}
