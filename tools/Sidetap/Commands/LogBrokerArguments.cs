using System.CommandLine;
using System.Globalization;
using Sidetap.PubSub;

namespace Sidetap.Tool.Commands;

/// <summary>The options of <c>log</c> that say which MQTT broker has the boxes' messages.</summary>
internal sealed class LogBrokerArguments
{
    private readonly Option<string> _broker = new("--broker") { Description = "The MQTT broker behind the MQTT-SN gateway (MQTT 3.1.1).", HelpName = "HOST:PORT" };
    private readonly Option<string> _prefix = new("--topic-prefix") { Description = "First levels of the boxes' topics.", HelpName = "TOPIC", DefaultValueFactory = _ => "opcua" };
    private readonly Option<bool> _tls = new("--tls") { Description = "Connect with TLS; the broker's certificate has to be one that this machine trusts." };
    private readonly Option<string> _user = new("--user") { Description = "User name.", HelpName = "NAME" };
    private readonly Option<string> _passwordFile = new("--password-file") { Description = "File whose first line is the password.", HelpName = "FILE" };

    /// <summary>Adds the options to the verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_broker, _prefix, _tls, _user, _passwordFile])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The broker that was asked for; null: none.</summary>
    /// <exception cref="CliError">Something about the options is wrong.</exception>
    public LogBroker? Of(ParseResult parsed)
    {
        string? user = parsed.GetValue(_user);
        string? passwordFile = parsed.GetValue(_passwordFile);
        if (parsed.GetValue(_broker) is not { } broker)
        {
            return user == null && passwordFile == null && !parsed.GetValue(_tls) && parsed.GetResult(_prefix) is not { Implicit: false }
                ? null
                : throw new CliError("--topic-prefix, --tls, --user and --password-file go with --broker");
        }

        int colon = broker.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(broker.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > 65535)
        {
            throw new CliError($"--broker {broker} is not HOST:PORT with a port of 1 to 65535");
        }

        string prefix = parsed.GetRequiredValue(_prefix);
        if (!prefix.Split('/').All(TopicNames.IsLevel))
        {
            throw new CliError($"--topic-prefix {prefix} is not a topic: levels divided by '/', without '+' and '#', none empty");
        }

        if (passwordFile != null && user == null)
        {
            throw new CliError("--password-file goes with --user");
        }

        return new LogBroker(broker[..colon].Trim('[', ']'), port, prefix, parsed.GetValue(_tls), user, PasswordIn(passwordFile));
    }

    private static string? PasswordIn(string? path) => path == null ? null
        : File.Exists(path) ? File.ReadLines(path).FirstOrDefault() ?? ""
        : throw new CliError($"no such file: {path}");
}
