using System.CommandLine;
using Sidetap.Images;
using Sidetap.Tool.Output;
using Sidetap.Updates;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap update offer</c>: an image is offered to boxes, or offers are withdrawn.</summary>
internal static class UpdateOfferCommand
{
    private const int DefaultSeconds = 5;

    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Argument<string?> image = new("IMAGE") { Description = "The image (sidetap image sign).", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> box = UpdateBoxes.Option("The boxes, by PublisherId.");
        Option<bool> withdraw = new("--withdraw") { Description = "Withdraw what was offered to these boxes; one that has not the whole image gives it up." };
        Option<int> seconds = new("--seconds") { Description = "How long to wait for the boxes' answers.", HelpName = "N", DefaultValueFactory = _ => DefaultSeconds };
        Option<string?> key = UpdateImages.Key();
        Option<string?> password = ImageKeyInput.PasswordFile();
        Option<bool> json = new("--json") { Description = "What the boxes answer, one JSON object a line." };
        box.Required = true;
        seconds.Validators.Add(result => NumberCheck.Add(result, 1, 86400, "a number of seconds"));
        UpdateLinkArguments links = new();
        ExampleCommand command = new(
            "offer",
            "Offer an image to boxes; the broker keeps the offer for those that are off. Boxes of another board are left out. sidetap update serve then sends them the image. Exit code 1 when a box was left out.",
            ("sidetap update offer app.img --box 17 --box 18 --broker plant:1883", "to two boxes"),
            ("sidetap update offer app.img --key release.pem.pub --box 17 --gateway 127.0.0.1:1885", "the signature is checked before; over a gateway"),
            ("sidetap update offer --withdraw --box 17 --broker plant:1883", "and taken back"))
        {
            image, box, withdraw, seconds, key, password, json,
        };
        links.AddTo(command);
        command.SetAction(parsed =>
        {
            UpdateTopics topics = links.Topics(parsed);
            List<ulong> boxes = [.. UpdateBoxes.Of(parsed.GetValue(box)).Select(one => one.Box)];
            string? path = parsed.GetValue(image);
            if (parsed.GetValue(withdraw) == (path != null))
            {
                throw new CliError("name an IMAGE to offer, or add --withdraw without one");
            }

            ImageKey? known = UpdateImages.KeyOf(parsed.GetValue(key), parsed.GetValue(password));
            UpdateImage? offered = path == null ? null : UpdateImages.Read(path, known);
            using IUpdateLink link = links.Open(parsed);
            UpdateLoop loop = new(link);
            OfferingWork work = new(topics, offered, boxes, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            if (!loop.Run(work, context.Stop, UpdateLinkArguments.ConnectPatience))
            {
                return context.Stop.IsCancellationRequested ? ExitCode.Interrupted : throw UpdateLinkArguments.NoConnection(link, loop);
            }

            if (link.Pending > 0)
            {
                throw new CliError($"{link.Name} has not acknowledged {link.Pending} of the messages; try again", ExitCode.NoGateway);
            }

            Report(context, work, boxes, path, parsed.GetValue(json));
            return work.Skipped.Count > 0 ? ExitCode.Finding : ExitCode.Ok;
        });
        return command;
    }

    private static void Report(CliContext context, OfferingWork work, List<ulong> boxes, string? path, bool isJson)
    {
        List<ServedBox> told = [.. boxes.Select(work.Server.Find).OfType<ServedBox>()];
        if (isJson)
        {
            told.ForEach(one => context.Output.WriteLine(UpdateTable.Json(one)));
        }
        else if (told.Count > 0)
        {
            context.Console.Write(UpdateTable.Of(told));
        }

        foreach (ServedBox skipped in work.Skipped)
        {
            context.Error.WriteLine(PlainText.Of($"sidetap: box {skipped.Id} was left out: it is {skipped.Status!.Board}, the image is for {work.Image!.Board}"));
        }

        int count = boxes.Count - work.Skipped.Count;
        string whom = count == 1 ? "1 box" : $"{count} boxes";
        if (work.Image is { } image)
        {
            context.Error.WriteLine($"sidetap: {image.Version} is offered to {whom}; sidetap update serve {path} sends it");
        }
        else
        {
            context.Error.WriteLine($"sidetap: the offers to {whom} are withdrawn");
        }
    }

    /// <summary>Hears what boxes have told, makes the offers, and hears what they say to them.</summary>
    private sealed class OfferingWork(UpdateTopics topics, UpdateImage? image, List<ulong> boxes, TimeSpan time) : IUpdateWork
    {
        private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

        private readonly HashSet<ulong> _answered = [];
        private DateTime _offerAt = DateTime.MaxValue;
        private DateTime _end = DateTime.MaxValue;
        private DateTime _now;

        public UpdateServer Server { get; } = new(topics, []);

        public UpdateImage? Image => image;

        public List<ServedBox> Skipped { get; } = [];

        public IReadOnlyList<string> Filters => [topics.Statuses];

        public bool IsOver => _end != DateTime.MaxValue && (image == null || _now >= _end || _answered.Count >= boxes.Count - Skipped.Count);

        public void OnLink(bool isUp, DateTime now)
        {
            if (isUp && _offerAt == DateTime.MaxValue)
            {
                _offerAt = image == null ? now : now + Look;
            }
        }

        public void OnMessage(string topic, ReadOnlyMemory<byte> payload, DateTime now)
        {
            Server.Take(topic, payload.Span, now);
            if (_end != DateTime.MaxValue && topics.TryRead(topic, out ulong id, out _) && boxes.Contains(id) && Skipped.TrueForAll(one => one.Id != id))
            {
                _answered.Add(id);
            }
            else if (_end == DateTime.MaxValue && boxes.TrueForAll(one => Server.Find(one)?.Status != null))
            {
                _offerAt = now; // all have told already
            }
        }

        public DateTime Step(DateTime now, Action<OutgoingMessage> send)
        {
            _now = now;
            if (now < _offerAt || _end != DateTime.MaxValue)
            {
                return _end == DateTime.MaxValue ? _offerAt : _end;
            }

            _end = now + time;
            foreach (ulong id in boxes)
            {
                if (image != null && Server.Find(id) is { Status: { } status } box && status.Board != image.Board)
                {
                    Skipped.Add(box);
                }
                else
                {
                    send(new OutgoingMessage(topics.OfferTo(id), image?.Offer ?? default, IsRetained: true));
                }
            }

            return _end;
        }
    }
}
