using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sidetap.Tool.Commands;

/// <summary>Shows an update while it runs, as the terminal allows: redrawn in place, or nothing but the lines that the command writes.</summary>
/// <param name="context">Where it writes, and whose keys it takes.</param>
internal sealed class UpdateView(CliContext context)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next;

    /// <summary>Whether the terminal can be redrawn in place.</summary>
    public bool IsLive => context.Console.Profile.Capabilities.Ansi;

    /// <summary>Whether somebody has pressed q.</summary>
    public bool WantsToStop { get; private set; }

    /// <summary>Runs something and shows it.</summary>
    /// <param name="isShown">Whether it is to be redrawn here.</param>
    /// <param name="draw">Draws it, for so many lines.</param>
    /// <param name="run">Runs it; calls what it is given several times a second.</param>
    public void Show(bool isShown, Func<int, IRenderable> draw, Action<Action> run)
    {
        if (!isShown || !IsLive)
        {
            run(() => { });
            return;
        }

        context.Console.Live(draw(Lines)).Start(view => run(() =>
        {
            while (context.NextKey?.Invoke() is { } key)
            {
                WantsToStop |= char.ToLowerInvariant(key) == 'q';
            }

            if (_watch.Elapsed >= _next)
            {
                _next = _watch.Elapsed + Pace;
                view.UpdateTarget(draw(Lines));
            }
        }));
    }

    private int Lines => Math.Max(8, context.Console.Profile.Height);
}
