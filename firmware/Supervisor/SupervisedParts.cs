using Sidetap.Hal;
using Sidetap.Settings;

namespace Sidetap.Supervisor
{
    /// <summary>What a board has for the supervisor to look after; null for what it has not.</summary>
    public sealed class SupervisedParts
    {
        /// <summary>The network below the link.</summary>
        public INetwork Network;

        /// <summary>Where the time comes from.</summary>
        public ITimeSource Time;

        /// <summary>The lamp.</summary>
        public IStatusLed Led;

        /// <summary>The deepest sleep.</summary>
        public IPower Power;

        /// <summary>Where is noted what happens; null: nowhere, because nobody could read it.</summary>
        public Notes Notes;

        /// <summary>Settings on trial.</summary>
        public SettingTrial Trial;
    }
}
