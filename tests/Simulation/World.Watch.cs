using System.Text;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation;

/// <content>What those have to know who watch the box, and how it has to look when nothing has gone wrong for a while.</content>
internal sealed partial class World
{
    private void CheckNames(Node node)
    {
        if (node.DataTopicName != Settings.DataTopic || node.MetaDataTopicName != Settings.MetaDataTopic)
        {
            throw new ViolationException("topic.name", $"The box publishes to {node.DataTopicName}; it should be {Settings.DataTopic}.");
        }

        if (Settings.PublishesEvents && (node.EventTopicName != Settings.EventTopic || node.EventMetaDataTopicName != Settings.EventMetaDataTopic))
        {
            throw new ViolationException("topic.name", $"The box publishes events to {node.EventTopicName}; it should be {Settings.EventTopic}.");
        }
    }

    private MonitorSettings MakeMonitorSettings() => new()
    {
        ClientId = Encoding.ASCII.GetBytes(SeedSettings.ClientId),
        KeepAliveSeconds = Settings.KeepAliveSeconds,
        RetryMs = Settings.RetryMs,
        RetryCount = Settings.RetryCount,
        WaitMs = Settings.WaitMs,
        ReconnectMinMs = 1000,
        IsClean = Settings.IsClean,
        Gateways = Settings.Gateways,
        Discovers = Settings.Discovers,
        SearchMs = 5000,
        SearchMaxMs = 320000,
        Subscriptions =
        [
            .. SeedSettings.Subscriptions.Take(Settings.SubscriptionCount).Select(Encoding.UTF8.GetBytes),
            .. HasUpdates ? new[] { OfferTopic, BlockTopic } : [],
        ],
        HasWill = Settings.HasWill,
        Qos = Settings.Qos,
        TopicNames = [DataTopic, Encoding.UTF8.GetBytes(Settings.MetaDataTopic), EventTopic, Encoding.UTF8.GetBytes(Settings.EventMetaDataTopic), AskTopic, StatusTopic],
        PredefinedIds = Settings.UsesPredefinedIds
            ? [SeedSettings.PredefinedData, SeedSettings.PredefinedMetaData, SeedSettings.PredefinedEvents, SeedSettings.PredefinedEventMetaData, 0, 0]
            : [0, 0, 0, 0, 0, 0],
        FirstUpdateTopic = 4,
    };

    /// <summary>At the end, after a long calm, everything has to have found its way.</summary>
    private void CheckEnd()
    {
        var node = _node ?? throw new ViolationException("end.off", "The box is off at the end.");
        Ledger.EndBoot(node.Statistics, 0, 0);
        if (EndMs < 4 * 3600000)
        {
            return; // too short for Twait and the pauses after failures
        }

        if (node.QueuedMessages != 0)
        {
            throw new ViolationException("end.waiting", $"{node.QueuedMessages} messages still wait an hour after the last sample, and two after the last fault.");
        }

        Ledger.CheckTotals();
        if (node.Update is not null)
        {
            Updates?.CheckEnd(node.Update);
        }

        if (Settings.Qos >= 0 && Monitor.LastSessionMs < EndMs - (20 * 60000))
        {
            throw new ViolationException("end.notconnected", "The box has had no session for twenty minutes, two hours after the last fault.");
        }

        // What is lost after the last sample, only a sample could have brought back.
        var isBehind = Ledger.LastLossMs >= QuietFromMs - (2 * Settings.SamplingMs);
        if (Settings.Qos == 1 && !isBehind && !Ledger.Subscriber.IsCertain)
        {
            throw new ViolationException("end.subscriber", "A subscriber still waits for a key frame two hours after the last fault.");
        }
    }
}
