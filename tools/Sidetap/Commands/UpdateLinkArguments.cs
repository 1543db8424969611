using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Sidetap.Mqtt;
using Sidetap.PubSub;
using Sidetap.Updates;
using Sidetap.Updates.Links;

namespace Sidetap.Tool.Commands;

/// <summary>The options of <c>update</c> that say how boxes are reached.</summary>
internal sealed class UpdateLinkArguments
{
    /// <summary>How long the first connection is waited for.</summary>
    public static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);

    private readonly BrokerArguments _broker = new("The MQTT broker (MQTT 3.1.1) that the boxes publish to, or that is behind their gateway; port 1883, or 8883 with --broker-ca.");
    private readonly Option<string> _gateway = new("--gateway") { Description = "An MQTT-SN gateway, where there is no broker: for a bench and a few boxes.", HelpName = "HOST:PORT" };
    private readonly Option<string> _prefix = new("--topic-prefix") { Description = "First levels of the boxes' topics.", HelpName = "TOPIC", DefaultValueFactory = _ => "opcua" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        _broker.AddTo(command);
        command.Options.Add(_gateway);
        command.Options.Add(_prefix);
    }

    /// <summary>The site's topics.</summary>
    /// <exception cref="CliError">The prefix is none.</exception>
    public UpdateTopics Topics(ParseResult parsed)
    {
        string prefix = parsed.GetRequiredValue(_prefix);
        return prefix.Split('/').All(TopicNames.IsLevel)
            ? new UpdateTopics(prefix)
            : throw new CliError($"--topic-prefix {prefix} is not a topic: levels divided by '/', without '+' and '#', none empty");
    }

    /// <summary>Makes the link that was asked for; it does nothing yet.</summary>
    /// <exception cref="CliError">None was, or something about it is wrong.</exception>
    public IUpdateLink Open(ParseResult parsed)
    {
        if (_broker.Of(parsed, null) is { } broker)
        {
            return parsed.GetValue(_gateway) is null
                ? new BrokerLink(AddressOf(broker))
                : throw new CliError("--broker and --gateway are two ways to the boxes; give one of them");
        }

        return parsed.GetValue(_gateway) is { } gateway
            ? new GatewayLink(BoxArguments.Resolve(gateway))
            : throw new CliError("say how the boxes are reached: --broker HOST[:PORT], or --gateway HOST:PORT on a bench");
    }

    /// <summary>What to say when there was no connection.</summary>
    public static CliError NoConnection(IUpdateLink link, UpdateLoop loop) =>
        new($"{link.Name} {(loop.Problem.Length > 0 ? Output.PlainText.Of(loop.Problem) : "does not answer")}; is it on, and are address and user right?", ExitCode.NoGateway);

    private static BrokerAddress AddressOf(MqttSettings settings)
    {
        X509Certificate2Collection? authority = null;
        if (settings.UseTls)
        {
            authority = [];
            try
            {
                authority.ImportFromPem(Encoding.ASCII.GetString(settings.CaCertificate));
            }
            catch (CryptographicException)
            {
                authority.Clear();
            }

            if (authority.Count == 0)
            {
                throw new CliError("--broker-ca has no certificate in PEM; name the file of the authority that has signed the broker's");
            }
        }

        return new BrokerAddress(
            settings.Host, settings.Port, authority, settings.UserName.Length > 0 ? settings.UserName : null, settings.Password.Length > 0 ? settings.Password : null);
    }
}
