namespace Sidetap.Decoding.Uadp;

/// <summary>Bits 3-0 of DataSetFlags2 (OPC 10000-14, 7.2.4.5.4).</summary>
public enum DataSetMessageType : byte
{
    /// <summary>All fields.</summary>
    KeyFrame = 0,

    /// <summary>The fields that changed.</summary>
    DeltaFrame = 1,

    /// <summary>The fields of an event.</summary>
    Event = 2,

    /// <summary>A sign of life, without fields.</summary>
    KeepAlive = 3,
}
