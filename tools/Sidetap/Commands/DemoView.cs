using System.Diagnostics;
using System.Net;
using Sidetap.Tool.Live;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>Shows a demonstration while it runs, as the terminal allows: redrawn in place, printed now and then, or not at all.</summary>
internal sealed class DemoView
{
    /// <summary>How often values are added to the courses and the screen is redrawn.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>How often keys are looked for.</summary>
    private static readonly TimeSpan KeyPace = TimeSpan.FromMilliseconds(50);

    /// <summary>How often the tables are printed where they can't be redrawn in place.</summary>
    private static readonly TimeSpan PrintPace = TimeSpan.FromSeconds(5);

    private readonly CliContext _context;
    private readonly LiveDataSets _live;
    private readonly DemoBoxes _boxes;
    private readonly IPEndPoint _gateway;
    private readonly Task _running;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly LiveScreen _screen;

    /// <summary>Makes a view.</summary>
    /// <param name="context">Where it writes.</param>
    /// <param name="live">What arrives.</param>
    /// <param name="boxes">What runs.</param>
    /// <param name="gateway">Where the gateway listens.</param>
    /// <param name="running">Is done when it has run.</param>
    public DemoView(CliContext context, LiveDataSets live, DemoBoxes boxes, IPEndPoint gateway, Task running)
    {
        _context = context;
        _live = live;
        _boxes = boxes;
        _gateway = gateway;
        _running = running;
        _screen = new LiveScreen(live, boxes.Machines, context.NextKey is not null);
    }

    private int Width => _context.Console.Profile.Width;

    private int Height => _context.Console.Profile.Height;

    /// <summary>How far the run is; what runs comes last, where a narrow terminal cuts it off.</summary>
    private string Note
    {
        get
        {
            long delivered = _boxes.Boxes.Sum(box => box.Node.Statistics.Delivered);
            long lost = _boxes.Boxes.Sum(box => box.Node.Statistics.Lost);
            return $"{_watch.Elapsed.TotalSeconds:0} s; {delivered} messages, {lost} lost; {_boxes.Description}";
        }
    }

    /// <summary>Shows it until it has run, or somebody stops it by key.</summary>
    /// <param name="isJson">Whether nothing is to be shown here.</param>
    /// <returns>Whether it was stopped by key.</returns>
    public bool Show(bool isJson)
    {
        if (isJson)
        {
            Task.WaitAny(_running);
        }
        else if (_context.Console.Profile.Capabilities.Ansi)
        {
            _context.Console.Live(_screen.Draw("starting; Ctrl+C stops", Width, Height)).Start(Redraw);
        }
        else
        {
            Print();
        }

        return _screen.WantsToStop;
    }

    private void Redraw(LiveDisplayContext view)
    {
        TimeSpan next = Pace;
        while (!Wait(_context.NextKey is null ? Pace : KeyPace) && !_screen.WantsToStop)
        {
            bool wasPressed = Press();
            if (_watch.Elapsed >= next)
            {
                _live.Tick(_watch.Elapsed);
                next = _watch.Elapsed + Pace;
                wasPressed = true;
            }

            if (wasPressed)
            {
                view.UpdateTarget(_screen.Draw(Note, Width, Height));
            }
        }

        _live.Tick(_watch.Elapsed);
        view.UpdateTarget(_screen.Draw(Note, Width, Height));
    }

    private bool Press()
    {
        bool wasPressed = false;
        while (_context.NextKey?.Invoke() is { } key)
        {
            _screen.Press(key);
            wasPressed = true;
        }

        return wasPressed;
    }

    /// <summary>Prints the tables as soon as there are values, then every few seconds, and at the end.</summary>
    private void Print()
    {
        _context.Console.WriteLine($"{(_boxes.Boxes.Count == 1 ? "box" : "boxes")} and bench gateway ({_gateway}) on this machine; the first values come within a second");
        TimeSpan nextPrint = TimeSpan.Zero;
        while (!Wait(Pace))
        {
            _live.Tick(_watch.Elapsed);
            if (_live.HasValues && _watch.Elapsed >= nextPrint)
            {
                _context.Console.Write(_screen.DrawAll(Note));
                nextPrint = _watch.Elapsed + PrintPace;
            }
        }

        _live.Tick(_watch.Elapsed);
        _context.Console.Write(_screen.DrawAll(Note));
    }

    private bool Wait(TimeSpan time) => Task.WaitAny([_running], time) == 0;
}
