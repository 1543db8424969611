using System.Numerics;
using System.Text;

namespace Sidetap.Conformance;

/// <summary>The needs in words, and the profiles that name several at once.</summary>
public static class Needs
{
    private static readonly Dictionary<Need, string> Meanings = new()
    {
        [Need.Connect] = "send CONNECT, and again when the connection has ended",
        [Need.CleanSession] = "connect with CleanSession = 1",
        [Need.KeptSession] = "connect with CleanSession = 0",
        [Need.NoWill] = "connect without a will",
        [Need.Will] = "connect with a will",
        [Need.UpdateWillTopic] = "change its will topic while connected",
        [Need.UpdateWillMessage] = "change its will message while connected",
        [Need.DeleteWill] = "delete its will while connected",
        [Need.Register] = "register a topic name",
        [Need.PublishQos0] = "publish at QoS 0 to a registered name, about once a second",
        [Need.PublishQos1] = "publish at QoS 1 to a registered name, about once a second",
        [Need.PublishQos2] = "publish at QoS 2 to a registered name, about once a second",
        [Need.PublishQosMinus1] = "publish at QoS -1, about once a second, connected or not",
        [Need.PublishPredefined] = "publish at QoS 1 to a predefined topic id, about once a second",
        [Need.PublishShort] = "publish at QoS 1 to a short topic name, about once a second",
        [Need.SubscribeName] = "subscribe to a topic name without wildcards",
        [Need.SubscribeWildcard] = "subscribe to a filter with a wildcard",
        [Need.SubscribeShort] = "subscribe to a short topic name",
        [Need.SubscribePredefined] = "subscribe to a predefined topic id",
        [Need.Unsubscribe] = "end its subscription a few seconds after it was made",
        [Need.Idle] = "have nothing to send for longer than its keep-alive time",
        [Need.Goodbye] = "end the connection with DISCONNECT a few seconds after it was made",
        [Need.Sleep] = "go to sleep, for a few seconds at a time, soon after it has connected",
        [Need.Wake] = "return to active with CONNECT after it has slept once",
        [Need.Discover] = "know no gateway and look for one",
        [Need.AnswerSearchGw] = "answer the SEARCHGW of another client",
        [Need.SecondGateway] = "know a second gateway",
        [Need.ReturnToFirst] = "return to the first gateway when that is back",
        [Need.Forwarder] = "send every frame in the forwarder encapsulation",
    };

    private static readonly Dictionary<string, Need> ProfileNeeds = new()
    {
        ["publisher"] = Need.Connect | Need.CleanSession | Need.NoWill | Need.Register | Need.PublishQos0 | Need.PublishQos1,
        ["subscriber"] = Need.Connect | Need.CleanSession | Need.NoWill | Need.SubscribeName | Need.SubscribeWildcard,
        ["sleeper"] = Need.Connect | Need.CleanSession | Need.NoWill | Need.SubscribeName | Need.Sleep | Need.Wake,
        ["all"] = (Need)((1L << 29) - 1),
    };

    /// <summary>The profiles: a name for what a kind of client usually does.</summary>
    public static IReadOnlyDictionary<string, Need> Profiles => ProfileNeeds;

    /// <summary>All needs, one by one.</summary>
    public static IEnumerable<Need> Each => Meanings.Keys;

    /// <summary>A need's name on the command line: PublishQos1 is publish-qos1.</summary>
    /// <param name="need">One need.</param>
    /// <returns>The name.</returns>
    public static string NameOf(Need need)
    {
        StringBuilder name = new();
        foreach (char letter in $"{need}")
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    /// <summary>What the client has to do.</summary>
    /// <param name="need">One need.</param>
    /// <returns>The rest of a sentence that begins with "it has to".</returns>
    public static string MeaningOf(Need need) => Meanings[need];

    /// <summary>Takes several needs apart.</summary>
    /// <param name="needs">Any needs.</param>
    /// <returns>One by one.</returns>
    public static IEnumerable<Need> Split(Need needs) => Each.Where(need => (needs & need) != 0);

    /// <summary>The names of several needs.</summary>
    /// <param name="needs">Any needs.</param>
    /// <returns>The names, separated by blanks.</returns>
    public static string NamesOf(Need needs) => string.Join(' ', Split(needs).Select(NameOf));

    /// <summary>Reads a name of a need or of a profile.</summary>
    /// <param name="word">The name.</param>
    /// <param name="needs">What it stands for.</param>
    /// <returns>False for an unknown word.</returns>
    public static bool TryParse(string word, out Need needs)
    {
        needs = Each.FirstOrDefault(need => NameOf(need) == word);
        return needs != Need.None || ProfileNeeds.TryGetValue(word, out needs);
    }

    /// <summary>How many needs there are in a set.</summary>
    /// <param name="needs">Any needs.</param>
    /// <returns>Their number.</returns>
    public static int Count(Need needs) => BitOperations.PopCount((ulong)needs);
}
