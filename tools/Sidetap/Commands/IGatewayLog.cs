using System.Net;
using Sidetap.Gateway;

namespace Sidetap.Tool.Commands;

/// <summary>How <c>sidetap gateway</c> shows what happens.</summary>
internal interface IGatewayLog
{
    /// <summary>The gateway listens, also in a multicast group if there is one.</summary>
    void Started(IPEndPoint endPoint, IPEndPoint? group);

    /// <summary>A PUBLISH was accepted.</summary>
    void Published(AcceptedPublish publish);

    /// <summary>Something else happened.</summary>
    void Happened(GatewayEvent happened);

    /// <summary>The gateway has stopped.</summary>
    void Stopped(GatewayStatistics statistics);
}
