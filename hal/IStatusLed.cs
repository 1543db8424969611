namespace Sidetap.Hal
{
    /// <summary>The one lamp that a person in front of the box sees.</summary>
    public interface IStatusLed
    {
        /// <summary>Lights it or puts it out.</summary>
        /// <param name="isOn">True: light.</param>
        void Set(bool isOn);
    }
}
