using System.Collections.Concurrent;

namespace Sidetap.Tool;

/// <summary>Keys that are pressed in the terminal, read by a thread of their own from the first question on, so that whoever asks never waits.</summary>
internal sealed class KeyReader
{
    private readonly ConcurrentQueue<char> _keys = new();
    private Thread? _thread;
    private volatile bool _passes;

    /// <summary>The next key that was pressed; null when there is none.</summary>
    public char? Next()
    {
        if (_thread is null)
        {
            _thread = new Thread(Read) { IsBackground = true, Name = "keys" };
            _thread.Start();
        }

        return _keys.TryDequeue(out char key) ? key : null;
    }

    /// <summary>Whether Ctrl+C and cursor keys are keys like others, for a line that wants them all.</summary>
    /// <param name="on">True: they are.</param>
    public void Pass(bool on)
    {
        _passes = on;
        Console.TreatControlCAsInput = on;
    }

    private void Read()
    {
        try
        {
            while (true)
            {
                ConsoleKeyInfo key = Console.ReadKey(intercept: true);
                if (!_passes)
                {
                    _keys.Enqueue(key.KeyChar);
                    continue;
                }

                foreach (char one in SequenceOf(key))
                {
                    _keys.Enqueue(one);
                }
            }
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            // The terminal is gone: there are no more keys.
        }
    }

    private static string SequenceOf(ConsoleKeyInfo key) => key.Key switch
    {
        ConsoleKey.UpArrow => "\u001b[A",
        ConsoleKey.DownArrow => "\u001b[B",
        ConsoleKey.RightArrow => "\u001b[C",
        ConsoleKey.LeftArrow => "\u001b[D",
        ConsoleKey.Home => "\u001b[H",
        ConsoleKey.End => "\u001b[F",
        ConsoleKey.Delete => "\u001b[3~",
        ConsoleKey.Enter => "\r",
        ConsoleKey.Backspace => "\u007f",
        _ => key.KeyChar == '\0' ? "" : $"{key.KeyChar}",
    };
}
