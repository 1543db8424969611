using System.CommandLine;
using Sidetap.Updates;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap update status</c>: which version each box runs, and how its update goes.</summary>
internal static class UpdateStatusCommand
{
    private const int DefaultSeconds = 3;

    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Option<string[]> box = UpdateBoxes.Option("Only these boxes, by PublisherId; it ends as soon as all of them have told. Without it, all there are.");
        Option<int> seconds = new("--seconds") { Description = "How long to listen; what boxes have told last comes at once.", HelpName = "N", DefaultValueFactory = _ => DefaultSeconds };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        seconds.Validators.Add(result => NumberCheck.Add(result, 1, 86400, "a number of seconds"));
        UpdateLinkArguments links = new();
        ExampleCommand command = new(
            "status",
            "Show of each box its board, the version that runs, how an update goes, and what to do where one has failed. Exit code 3 when no box tells anything.",
            ("sidetap update status --broker plant:1883", "all boxes"),
            ("sidetap update status --box 17 --box 18 --gateway 127.0.0.1:1885", "two of them, over a gateway"),
            ("sidetap update status --broker plant --broker-ca ca.pem --broker-user ops --broker-password-file pw.txt --json", "for other programs"))
        {
            box, seconds, json,
        };
        links.AddTo(command);
        command.SetAction(parsed =>
        {
            UpdateTopics topics = links.Topics(parsed);
            HashSet<ulong> wanted = [.. UpdateBoxes.Of(parsed.GetValue(box)).Select(one => one.Box)];
            using IUpdateLink link = links.Open(parsed);
            UpdateLoop loop = new(link);
            ListeningWork work = new(topics, wanted, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            if (!loop.Run(work, context.Stop, UpdateLinkArguments.ConnectPatience))
            {
                return context.Stop.IsCancellationRequested ? ExitCode.Interrupted : throw UpdateLinkArguments.NoConnection(link, loop);
            }

            List<ServedBox> boxes = [.. work.Server.Boxes.Where(one => one.Status != null && (wanted.Count == 0 || wanted.Contains(one.Id))).OrderBy(one => one.Id)];
            if (boxes.Count == 0)
            {
                throw new CliError($"no box tells anything under {topics.Statuses}; are updates set up in the boxes, and is --topic-prefix theirs?", ExitCode.NoBox);
            }

            if (parsed.GetValue(json))
            {
                boxes.ForEach(one => context.Output.WriteLine(UpdateTable.Json(one)));
            }
            else
            {
                context.Console.Write(UpdateTable.Of(boxes));
            }

            foreach (ulong missing in wanted.Where(id => boxes.TrueForAll(one => one.Id != id)))
            {
                context.Error.WriteLine($"sidetap: box {missing} has told nothing; is it on, and are updates set up in it?");
            }

            return context.Stop.IsCancellationRequested ? ExitCode.Interrupted : wanted.Count > boxes.Count ? ExitCode.Finding : ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Listens for a time, or until all that are wanted have told.</summary>
    private sealed class ListeningWork(UpdateTopics topics, HashSet<ulong> wanted, TimeSpan time) : IUpdateWork
    {
        private DateTime _end = DateTime.MaxValue;
        private DateTime _now;

        public UpdateServer Server { get; } = new(topics, []);

        public IReadOnlyList<string> Filters => [topics.Statuses];

        public bool IsOver => _now >= _end || (wanted.Count > 0 && wanted.All(id => Server.Find(id)?.Status != null));

        public void OnLink(bool isUp, DateTime now) => _end = isUp && _end == DateTime.MaxValue ? now + time : _end;

        public void OnMessage(string topic, ReadOnlyMemory<byte> payload, DateTime now) => Server.Take(topic, payload.Span, now);

        public DateTime Step(DateTime now, Action<OutgoingMessage> send)
        {
            _now = now;
            return _end;
        }
    }
}
