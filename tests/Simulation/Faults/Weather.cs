using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Faults;

/// <summary>How likely what goes wrong at the moment. Likelihoods are in millionths for each datagram, answer or write.</summary>
internal sealed class Weather
{
    /// <summary>Kinds of storm; the plan takes one to three at a time.</summary>
    public const int Storms = 16;

    // The network.
    public int Loss;
    public int Duplication;
    public int Delay;
    public int MaxDelayMs;
    public int LatencyMs;
    public int BitFlip;
    public int Truncation;
    public bool IsCutToGateway;
    public bool IsCutToBox;
    public bool IsLinkDown;
    public int SendRefused;

    // The gateway.
    public int Congestion;
    public int ConnectRejected;
    public int RegisterRejected;
    public int InvalidTopicId;
    public int NotSupported;
    public int SlowAck;
    public int MissingAck;
    public int Disconnect;
    public int WrongMsgId;
    public int WrongType;
    public int ForgedReturnCode;

    // Who does something on his own account, and how often.
    public int MischiefMs;
    public int MischiefKinds;

    // The file area and the box.
    public int LostWrite;
    public bool IsAreaFull;
    public int LateStep;

    /// <summary>Nothing goes wrong.</summary>
    public void Clear(int latencyMs)
    {
        Loss = Duplication = Delay = MaxDelayMs = BitFlip = Truncation = SendRefused = 0;
        IsCutToGateway = IsCutToBox = IsLinkDown = IsAreaFull = false;
        Congestion = ConnectRejected = RegisterRejected = InvalidTopicId = NotSupported = SlowAck = MissingAck = Disconnect = 0;
        WrongMsgId = WrongType = ForgedReturnCode = MischiefMs = MischiefKinds = LostWrite = LateStep = 0;
        LatencyMs = latencyMs;
    }

    /// <summary>Adds one kind of storm. Returns false for those that are events rather than likelihoods; the world sees to them.</summary>
    public bool Add(int storm, Prng random)
    {
        switch (storm)
        {
            case 0:
                Loss = random.Between(20000, 500000);
                Duplication = random.Between(0, 1) * random.Between(10000, 300000);
                return true;
            case 1:
                LatencyMs = random.Between(200, 3000);
                Delay = random.Between(10000, 200000);
                MaxDelayMs = random.Between(1000, 90000);
                Duplication = random.Between(10000, 300000);
                return true;
            case 2:
                BitFlip = random.Between(5000, 200000);
                Truncation = random.Between(5000, 100000);
                return true;
            case 3:
                var sides = random.Between(1, 3);
                IsCutToGateway = (sides & 1) != 0;
                IsCutToBox = (sides & 2) != 0;
                return true;
            case 4:
                IsLinkDown = true;
                return true;
            case 5:
                SendRefused = random.Between(10000, 400000);
                return true;
            case 6:
                Congestion = random.Between(5000, 300000);
                return true;
            case 7:
                InvalidTopicId = random.Between(10000, 400000);
                RegisterRejected = random.Between(0, 1) * random.Between(100000, 800000);
                return true;
            case 8:
                NotSupported = random.Between(5000, 200000);
                ConnectRejected = random.Between(0, 800000);
                return true;
            case 9:
                SlowAck = random.Between(20000, 500000);
                MissingAck = random.Between(20000, 500000);
                return true;
            case 10:
                Disconnect = random.Between(2000, 200000);
                return true;
            case 11:
                WrongMsgId = random.Between(20000, 400000);
                WrongType = random.Between(20000, 400000);
                ForgedReturnCode = random.Between(0, 1) * random.Between(1000, 50000);
                return true;
            case 12:
                MischiefMs = random.Between(200, 20000);
                MischiefKinds = random.Between(1, 255);
                return true;
            case 13:
                LateStep = random.Between(1000, 100000);
                return true;
            default:
                return false;
        }
    }
}
