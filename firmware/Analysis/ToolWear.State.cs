using System;
using Sidetap.PubSub;

namespace Sidetap.Analysis
{
    /// <content>What it remembers over restarts: how long the tool has cut, its last segment, and the fresh tool's current.</content>
    public sealed partial class ToolWear
    {
        private const byte StateVersion = 1;
        private const int FlagCount = 1;
        private const int FlagHistory = 2;
        private const int FlagSegment = 4;
        private const int AtCount = 2;
        private const int AtCutting = 10;
        private const int AtCurrent = 18;
        private const int AtEntry = 26;
        private const int AtBaselineSum = 34;
        private const int AtBaseline = 42;
        private const int Length = 50;

        // Far beyond any tool's life; what is more did not come from here.
        private const ulong MaxMs = 1000000000000;
        private const double MaxSum = 1e30;

        /// <inheritdoc/>
        public override int StateOctets
        {
            get { return Length; }
        }

        /// <inheritdoc/>
        public override void SaveState(byte[] buffer, int offset)
        {
            buffer[offset] = StateVersion;
            buffer[offset + 1] = (byte)((_hasCount ? FlagCount : 0) | (_isHistoryKnown ? FlagHistory : 0) | (_hasSegment ? FlagSegment : 0));
            UaBinary.Put64(buffer, offset + AtCount, UaBinary.BitsOf(_count));
            UaBinary.Put64(buffer, offset + AtCutting, (ulong)_cuttingMs);
            UaBinary.Put64(buffer, offset + AtCurrent, UaBinary.BitsOf(SegmentCurrent));
            UaBinary.Put64(buffer, offset + AtEntry, UaBinary.BitsOf(SegmentEntrySeconds));
            UaBinary.Put64(buffer, offset + AtBaselineSum, UaBinary.BitsOf(_baselineSum));
            UaBinary.Put64(buffer, offset + AtBaseline, (ulong)_baselineMs);
        }

        /// <inheritdoc/>
        public override void LoadState(byte[] buffer, int offset)
        {
            int flags = buffer[offset + 1];
            double count = DoubleAt(buffer, offset + AtCount);
            double current = DoubleAt(buffer, offset + AtCurrent);
            double entry = DoubleAt(buffer, offset + AtEntry);
            double sum = DoubleAt(buffer, offset + AtBaselineSum);
            ulong cutting = UaBinary.Get64(buffer, offset + AtCutting);
            ulong baseline = UaBinary.Get64(buffer, offset + AtBaseline);
            bool isSound = buffer[offset] == StateVersion && flags <= (FlagCount | FlagHistory | FlagSegment)
                && IsFrom0To(count, MaxSum) && IsFrom0To(current, MaxSum) && IsFrom0To(entry, MaxMs) && IsFrom0To(sum, MaxSum)
                && cutting <= MaxMs && baseline <= cutting;
            bool hasSegment = (flags & FlagSegment) != 0;
            if (!isSound || (flags & FlagCount) == 0 || (hasSegment && baseline == 0))
            {
                return;
            }

            _hasCount = true;
            _count = count;
            _isHistoryKnown = (flags & FlagHistory) != 0;
            _hasSegment = hasSegment;
            _isRestored = hasSegment;
            _cuttingMs = (long)cutting;
            SegmentCurrent = current;
            SegmentEntrySeconds = entry;
            _baselineSum = sum;
            _baselineMs = (long)baseline;
        }

        private static double DoubleAt(byte[] buffer, int at)
        {
            return BitConverter.Int64BitsToDouble((long)UaBinary.Get64(buffer, at));
        }

        private static bool IsFrom0To(double value, double most)
        {
            return value >= 0 && value <= most; // false for NaN as well
        }
    }
}
