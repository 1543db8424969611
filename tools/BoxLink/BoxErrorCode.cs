namespace Sidetap.BoxLink;

/// <summary>Why a box refused a request: the numbers of machine mode (docs/console.md). A newer box may have others.</summary>
public enum BoxErrorCode
{
    /// <summary>There is no such command.</summary>
    UnknownCommand = 1,

    /// <summary>The command has other arguments.</summary>
    WrongArguments = 2,

    /// <summary>The line is longer than 255 octets.</summary>
    LineTooLong = 3,

    /// <summary>The line was damaged on its way; nothing was done.</summary>
    WrongChecksum = 4,

    /// <summary>A PIN is needed first.</summary>
    Locked = 5,

    /// <summary>That is not the PIN.</summary>
    WrongPin = 6,

    /// <summary>A PIN was wrong; the next may be tried later.</summary>
    Wait = 7,

    /// <summary>A fault in the box.</summary>
    Fault = 8,

    /// <summary>The box could not be put together: its settings and profile contradict each other.</summary>
    NoNode = 9,

    /// <summary>There is no such setting.</summary>
    UnknownSetting = 10,

    /// <summary>The setting does not take this value.</summary>
    ValueRefused = 11,

    /// <summary>The settings contradict each other.</summary>
    Contradiction = 12,

    /// <summary>No settings are on trial.</summary>
    NothingOnTrial = 13,

    /// <summary>Flash could not be written.</summary>
    NotStored = 14,

    /// <summary>There is no such field or channel.</summary>
    UnknownField = 20,

    /// <summary>The reading is not Good.</summary>
    NotGood = 21,

    /// <summary>The two points are too close to each other.</summary>
    PointsTooClose = 22,

    /// <summary>No point was taken.</summary>
    NoPoint = 23,

    /// <summary>No transfer was begun.</summary>
    NoTransfer = 30,

    /// <summary>The block does not follow what is there; the text begins with how much that is.</summary>
    WrongOffset = 31,

    /// <summary>The profile is not whole.</summary>
    Incomplete = 32,

    /// <summary>The board can't do what the profile asks.</summary>
    ProfileRefused = 33,

    /// <summary>The profile is too long.</summary>
    TooLong = 34,

    /// <summary>This board has no such thing.</summary>
    NotOnThisBoard = 40,

    /// <summary>Nothing answered the box.</summary>
    NoAnswer = 41,

    /// <summary>The box does something else just now.</summary>
    Busy = 42,
}
