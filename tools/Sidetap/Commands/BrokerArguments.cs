using System.CommandLine;
using System.Globalization;
using Sidetap.Boards.Host;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.Tool.Commands;

/// <summary>The options that say which MQTT broker is used: the one that <c>box</c> publishes to where it does without an MQTT-SN gateway, and the one of <c>update</c>.</summary>
internal sealed class BrokerArguments
{
    private const int Port = 1883;
    private const int TlsPort = 8883;

    private readonly Option<string> _broker = new("--broker") { HelpName = "HOST[:PORT]" };
    private readonly Option<string> _ca = new("--broker-ca") { Description = "Connect with TLS; the broker's certificate has to be signed by an authority in this PEM file.", HelpName = "FILE" };
    private readonly Option<string> _user = new("--broker-user") { Description = "User name at the broker.", HelpName = "NAME" };
    private readonly Option<string> _passwordFile = new("--broker-password-file") { Description = "File whose first line is the password.", HelpName = "FILE" };

    /// <summary>Makes them.</summary>
    /// <param name="description">What the broker is for.</param>
    public BrokerArguments(string description = "Publish to this MQTT broker (MQTT 3.1.1) instead of an MQTT-SN gateway; port 1883, or 8883 with --broker-ca.") =>
        _broker.Description = description;

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_broker, _ca, _user, _passwordFile])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether the command line names a broker.</summary>
    /// <param name="parsed">The command line.</param>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_broker) is not null;

    /// <summary>The broker that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="told">What a file of settings says of one; null: nothing.</param>
    /// <returns>Null: none was.</returns>
    /// <exception cref="CliError">Something about the options is wrong.</exception>
    public MqttSettings? Of(ParseResult parsed, MqttSettings? told)
    {
        if (parsed.GetValue(_broker) is not { } broker)
        {
            return told is not null || (parsed.GetValue(_ca) is null && parsed.GetValue(_user) is null && parsed.GetValue(_passwordFile) is null)
                ? Complete(parsed, told)
                : throw new CliError("--broker-ca, --broker-user and --broker-password-file go with --broker");
        }

        MqttSettings settings = told ?? new MqttSettings();
        settings.UseTls |= parsed.GetValue(_ca) is not null;
        (settings.Host, settings.Port) = AddressOf(broker, settings.UseTls ? TlsPort : Port);
        return Complete(parsed, settings);
    }

    /// <summary>Why a broker can't be used, and what to do.</summary>
    /// <param name="settings">The broker.</param>
    /// <param name="refusal">The code; 0: it did not answer.</param>
    public static string Explain(MqttSettings settings, int refusal)
    {
        string broker = $"{settings.Host}:{settings.Port}";
        return refusal switch
        {
            0 => $"no answer from {broker}: is an MQTT broker listening there{(settings.UseTls ? " with TLS" : "")}?",
            BrokerRefusal.CertificateNotTrusted => $"the certificate of {broker} is not to be trusted: it is not signed by the authority in --broker-ca, is for another name, or not valid now",
            BrokerRefusal.NameNotFound => $"{settings.Host} has no address; check the name",
            _ => $"{broker} refused the connection: {Words(refusal)}",
        };
    }

    /// <summary>A refusal in a few words (MQTT 3.1.1, Table 3.1).</summary>
    /// <param name="refusal">The code.</param>
    public static string Words(int refusal) => refusal switch
    {
        1 => "it does not speak MQTT 3.1.1",
        2 => "it does not take this ClientId (--id)",
        3 => "the service is not available",
        4 => "wrong user name or password (--broker-user)",
        5 => "not authorized (--broker-user)",
        BrokerRefusal.CertificateNotTrusted => "certificate not trusted",
        BrokerRefusal.NameNotFound => "no such name",
        _ => string.Create(CultureInfo.InvariantCulture, $"reason {refusal}"),
    };

    private MqttSettings? Complete(ParseResult parsed, MqttSettings? settings)
    {
        if (settings is null)
        {
            return null;
        }

        if (parsed.GetValue(_ca) is { } ca)
        {
            settings.UseTls = true;
            settings.CaCertificate = File.Exists(ca) ? File.ReadAllBytes(ca) : throw new CliError($"no such file: {ca}");
        }

        if (settings.UseTls && settings.CaCertificate.Length == 0)
        {
            throw new CliError("TLS needs the certificate of the authority that has signed the broker's: --broker-ca FILE, or mqtt.caFile beside the settings");
        }

        settings.UserName = parsed.GetValue(_user) ?? settings.UserName;
        if (parsed.GetValue(_passwordFile) is { } file)
        {
            settings.Password = File.Exists(file) ? File.ReadLines(file).FirstOrDefault() ?? "" : throw new CliError($"no such file: {file}");
            if (settings.UserName.Length == 0)
            {
                throw new CliError("--broker-password-file goes with --broker-user");
            }
        }

        return settings;
    }

    private static (string Host, int Port) AddressOf(string text, int defaultPort)
    {
        // An IPv6 address stands in brackets where a port follows; without them, several colons are an address alone.
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > 0 && (text[colon - 1] == ']' || text.IndexOf(':') == colon);
        int port = defaultPort;
        if (hasPort && (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
        {
            throw new CliError($"--broker {text} is not HOST or HOST:PORT with a port of 1 to 65535");
        }

        string host = (hasPort ? text[..colon] : text).Trim('[', ']');
        return host.Length > 0 ? (host, port) : throw new CliError("--broker needs the name of a machine");
    }
}
