namespace Sidetap.Update
{
    /// <summary>How far a box is with an update. The numbers travel in its status.</summary>
    public enum UpdateState : byte
    {
        /// <summary>There is nothing to do.</summary>
        Idle = 0,

        /// <summary>Blocks of an image arrive.</summary>
        Receiving = 1,

        /// <summary>All have arrived, and are held against hash and signature.</summary>
        Verifying = 2,

        /// <summary>The image is good, and is tried with the next start.</summary>
        Staged = 3,

        /// <summary>The image runs, and has to prove itself.</summary>
        Trial = 4,
    }
}
