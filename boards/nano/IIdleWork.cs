namespace Sidetap.Boards.Nano
{
    /// <summary>Something that a board does between two Steps, because it takes longer than a Step may wait: converters on a bus, wave forms.</summary>
    public interface IIdleWork
    {
        /// <summary>Does one piece of it, 60 milliseconds at the most; nothing when nobody has asked for it.</summary>
        void Work();
    }
}
