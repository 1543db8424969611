namespace Sidetap.Simulation.Faults;

/// <summary>Every way in which the simulation makes a box's life hard. Each has to be seen in every run.</summary>
internal enum FaultKind
{
    // The network.
    Loss,
    Duplication,
    Reordering,
    Delay,
    BitFlip,
    Truncation,
    Partition,
    PartitionToGateway,
    PartitionToBox,
    LinkDown,
    SendRefused,

    // The gateway.
    GatewayCrash,
    RestartWithState,
    RestartWithoutState,
    CongestionConnAck,
    CongestionRegAck,
    CongestionPubAck,
    CongestionSubAck,
    ConnectRejected,
    RegisterRejected,
    SubscribeRejected,
    InvalidTopicId,
    NotSupported,
    SlowAck,
    MissingAck,
    UnsolicitedDisconnect,
    WrongMsgId,
    WrongType,
    ForgedReturnCode,
    RandomFrame,
    MutatedFrame,
    StrangerFrame,
    FrameFlood,
    GatewayPingReq,
    GatewayPublish,
    GatewayRegister,
    FailOver,

    // The other client, and sleep: no faults, but what makes faults matter.
    NeighbourSearchGw,
    NeighbourGwInfo,
    Sleep,

    // The file area.
    PowerCutInWrite,
    PowerCutInAppend,
    PowerCutInDelete,
    LostWrite,
    WornFile,
    BitRot,
    AreaFull,

    // The box.
    Reset,
    ResetInSend,
    ResetInSample,
    ClockLate,
    ClockNever,
    ClockCorrected,
    LateStep,

    // Updates.
    ServerAway,
    JunkOffer,
    TamperedBlock,
    BadImage,
    UpdateCut,
    RottenSlot,
}

/// <summary>Names and numbers of fault kinds.</summary>
internal static class FaultKinds
{
    private static readonly string[] Names = Enum.GetNames<FaultKind>();

    /// <summary>How many there are.</summary>
    public static int Count => Names.Length;

    /// <summary>The name of a kind.</summary>
    public static string NameOf(FaultKind kind) => Names[(int)kind];
}
