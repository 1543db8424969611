using System.Diagnostics;
using System.Globalization;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>Debian's mosquitto_sub with a kept session: what the broker has taken while it was not connected, it gets afterwards.</summary>
internal sealed class BrokerSubscriber : IDisposable
{
    private const string Marker = "subscribed";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<(string Topic, byte[] Payload)> _messages = [];
    private int _markers;

    /// <summary>Subscribes to everything.</summary>
    /// <param name="broker">The broker.</param>
    public BrokerSubscriber(Mosquitto broker)
    {
        string port = broker.PlainPort.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(new ProcessStartInfo("mosquitto_sub", ["-h", "127.0.0.1", "-p", port, "-c", "-i", "watcher", "-q", "1", "-t", "#", "-F", "%t %X"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>The box's messages so far, in the order in which they came.</summary>
    public IReadOnlyList<(string Topic, byte[] Payload)> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Waits until what is published reaches it: publishes a marker until one comes.</summary>
    /// <param name="publish">Publishes to a topic.</param>
    public void WaitUntilSubscribed(Action<string> publish)
    {
        int before = _markers;
        for (long start = Stopwatch.GetTimestamp(); _markers == before;)
        {
            Assert.IsTrue(Stopwatch.GetElapsedTime(start) < Patience, "mosquitto_sub gets nothing");
            publish(Marker);
            WaitFor(() => _markers > before, TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Waits until something holds of what has come.</summary>
    /// <param name="condition">What.</param>
    /// <returns>Whether it came to it.</returns>
    public bool WaitFor(Func<bool> condition) => WaitFor(condition, Patience);

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private bool WaitFor(Func<bool> condition, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        lock (_messages)
        {
            while (!condition())
            {
                TimeSpan left = patience - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_messages, left))
                {
                    return condition();
                }
            }
        }

        return true;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        string[] parts = line.Split(' ');
        lock (_messages)
        {
            if (parts[0] == Marker)
            {
                _markers++;
            }
            else
            {
                _messages.Add((parts[0], Convert.FromHexString(parts[1])));
            }

            Monitor.PulseAll(_messages);
        }
    }
}
