namespace Sidetap.Sensors
{
    /// <summary>Which chip a source sets up, and which sources can't have it together: a chip has one set of settings, and the last to write them wins.</summary>
    internal static class SharedChips
    {
        private const int MostDevices = 255;
        private const int LastAccelerometer = 3;
        private const int FirstAddress = 256; // numbers of I2C addresses, behind those of SPI devices
        private const int LastAddress = 127;

        /// <summary>Whether an earlier source has the chip that this one wants, in another way.</summary>
        /// <param name="sources">The sources, each with the parameters of its kind.</param>
        /// <param name="index">This one.</param>
        /// <returns>True when it can't have it. Converters that are set up alike share a chip; accelerometers don't, since each sample is read once.</returns>
        public static bool IsTaken(SourceDescriptor[] sources, int index)
        {
            int chip = ChipOf(sources[index]);
            for (int i = 0; chip >= 0 && i < index; i++)
            {
                if (ChipOf(sources[i]) == chip && (sources[index].Kind == SourceKind.Accelerometer || !AreAlike(sources[i], sources[index])))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A number for the chip; -1: none that is set up by a source.</summary>
        private static int ChipOf(SourceDescriptor source)
        {
            int device;
            if (source.Kind == SourceKind.Max31856 || source.Kind == SourceKind.Max31865)
            {
                return source.TryInteger(0, 0, MostDevices, out device) ? device : -1;
            }

            int kind;
            if (source.Kind != SourceKind.Accelerometer || !source.TryInteger(0, 0, LastAccelerometer, out kind))
            {
                return -1;
            }

            bool isSpi = (kind & 1) == 0;
            return !source.TryInteger(1, 0, isSpi ? MostDevices : LastAddress, out device) ? -1 : isSpi ? device : FirstAddress + device;
        }

        private static bool AreAlike(SourceDescriptor one, SourceDescriptor other)
        {
            bool areAlike = one.Kind == other.Kind && one.Parameters.Length == other.Parameters.Length;
            for (int i = 0; areAlike && i < one.Parameters.Length; i++)
            {
                areAlike = one.Parameters[i] == other.Parameters[i];
            }

            return areAlike;
        }
    }
}
