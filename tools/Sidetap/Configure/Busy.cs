using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Configure;

/// <summary>Shows that something takes its time, where there is a terminal. Pipes get results only.</summary>
internal static class Busy
{
    /// <summary>Does something of unknown length.</summary>
    /// <param name="context">Where to show it.</param>
    /// <param name="what">What is done.</param>
    /// <param name="work">Does it; may say how far it is.</param>
    public static T While<T>(CliContext context, string what, Func<Action<string>, T> work) => !IsShown(context)
        ? work(_ => { })
        : context.Console.Status().Start(PlainText.Markup(what), status => work(text => status.Status(PlainText.Markup($"{what}: {text}"))));

    /// <summary>Does something of known length.</summary>
    /// <param name="context">Where to show it.</param>
    /// <param name="what">What is done.</param>
    /// <param name="total">Its length.</param>
    /// <param name="work">Does it; says how much is done.</param>
    public static T Until<T>(CliContext context, string what, int total, Func<Action<int>, T> work)
    {
        if (!IsShown(context))
        {
            return work(_ => { });
        }

        return context.Console.Progress().Start(progress =>
        {
            ProgressTask task = progress.AddTask(PlainText.Markup(what), maxValue: Math.Max(1, total));
            return work(done => task.Value = done);
        });
    }

    /// <summary>Says once that something takes its time, where nothing moves on the screen meanwhile.</summary>
    /// <param name="context">Where to say it.</param>
    /// <param name="what">What is waited for, and for how long.</param>
    public static void Tell(CliContext context, string what)
    {
        if (!IsShown(context))
        {
            context.Error.WriteLine(PlainText.Of(what));
        }
    }

    private static bool IsShown(CliContext context) => context.Console.Profile.Capabilities.Ansi;
}
