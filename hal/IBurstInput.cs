namespace Sidetap.Hal
{
    /// <summary>Analog channels that are sampled by the board at a steady pace, much faster than the firmware steps: the wave form of a current clamp.</summary>
    public interface IBurstInput
    {
        /// <summary>How many channels there are; they are numbered from 0, apart from those of <see cref="IAnalogInput"/>.</summary>
        int ChannelCount { get; }

        /// <summary>The pace of a channel.</summary>
        /// <param name="channel">0..<see cref="ChannelCount"/> - 1.</param>
        /// <returns>Samples per second, more than 0.</returns>
        float RateOf(int channel);

        /// <summary>Takes the samples that the board has gathered since the last call, oldest first, without waiting for more.</summary>
        /// <param name="channel">0..<see cref="ChannelCount"/> - 1; any other number is answered with <see cref="InputStatus.NotConnected"/>.</param>
        /// <param name="buffer">Receives them from index 0, in the channel's own unit (volts for a bare converter). It is at least as long as a capture of the
        /// board; what does not fit comes with the next call.</param>
        /// <param name="count">How many there are, 0 or more. They follow each other without a gap; between two calls there may be one.</param>
        /// <returns>How they came about; <see cref="InputStatus.Stale"/> when none came since the last call. With
        /// <see cref="InputStatus.OutOfRange"/> there are samples too: some of them lie at the end of what the converter can measure.</returns>
        InputStatus Read(int channel, float[] buffer, out int count);
    }
}
