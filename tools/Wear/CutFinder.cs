namespace Sidetap.Wear;

/// <summary>
/// Tells where a cut begins in a table that has only rows of cutting: on the box there is a pause between two cuts, in such a table there is not.
/// A cut has its own diameter, and so its own spindle speed and its own force on the drive that holds the depth: a step of either begins a cut.
/// </summary>
internal sealed class CutFinder
{
    // A step of the speed, as part of it, and of the cross drive's current in ampere. Between two diameters they are 8 % and 1 A or more.
    private const double SpeedStep = 0.03;
    private const double CurrentStep = 0.7;

    // While the tool moves in, both change for some rows: they are one beginning.
    private const int ShortestCut = 3;

    private int _rows;
    private string? _cut;
    private double? _speed;
    private double? _current;

    /// <summary>Takes a row.</summary>
    /// <param name="isCutting">Whether the tool cuts.</param>
    /// <param name="cut">What the column of cuts says; null: there is none.</param>
    /// <param name="speed">The spindle's speed; null: not in the table.</param>
    /// <param name="current">The cross drive's current; null: not in the table.</param>
    /// <returns>Whether a cut begins in it.</returns>
    public bool Starts(bool isCutting, string? cut, double? speed, double? current)
    {
        bool isStart = isCutting && (_rows == 0 || (cut != null ? cut != _cut : _rows > ShortestCut && HasStep(speed, current)));
        _rows = !isCutting ? 0 : isStart ? 1 : _rows + 1;
        _cut = cut;
        _speed = speed;
        _current = current;
        return isStart;
    }

    private bool HasStep(double? speed, double? current) =>
        Math.Abs(speed - _speed ?? 0) > SpeedStep * Math.Abs(speed ?? 0) || Math.Abs(current - _current ?? 0) > CurrentStep;
}
