using System.Collections.Concurrent;

namespace Sidetap.Tool;

/// <summary>Keys that are pressed in the terminal, read by a thread of their own from the first question on, so that whoever asks never waits.</summary>
internal sealed class KeyReader
{
    private readonly ConcurrentQueue<char> _keys = new();
    private Thread? _thread;

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

    private void Read()
    {
        try
        {
            while (true)
            {
                _keys.Enqueue(Console.ReadKey(intercept: true).KeyChar);
            }
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            // The terminal is gone: there are no more keys.
        }
    }
}
