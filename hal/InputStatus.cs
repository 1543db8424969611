namespace Sidetap.Hal
{
    /// <summary>How a reading came about. The firmware turns it into an OPC UA StatusCode.</summary>
    public enum InputStatus : byte
    {
        /// <summary>The value is a fresh, valid reading.</summary>
        Good = 0,

        /// <summary>No new reading since the last call; the value is the last one.</summary>
        Stale = 1,

        /// <summary>Nothing is connected: open wire, clamp off, module absent.</summary>
        NotConnected = 2,

        /// <summary>The reading lies outside what the converter or the front end can measure.</summary>
        OutOfRange = 3,

        /// <summary>The converter or the bus to it failed.</summary>
        DeviceFailure = 4,
    }
}
