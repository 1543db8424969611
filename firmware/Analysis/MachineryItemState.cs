namespace Sidetap.Analysis
{
    /// <summary>What a machine is doing (MachineryItemState, OPC 40001-1, 8.2): the state's number.</summary>
    public enum MachineryItemState : byte
    {
        /// <summary>The machine is not there to be used: its control voltage is off.</summary>
        NotAvailable = 0,

        /// <summary>It is there, and cannot be used at the moment.</summary>
        OutOfService = 1,

        /// <summary>It is ready and does nothing.</summary>
        NotExecuting = 2,

        /// <summary>It works.</summary>
        Executing = 3,
    }
}
