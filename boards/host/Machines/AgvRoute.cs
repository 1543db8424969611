namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// The loop an AGV drives, counter-clockwise: two long and two short straights with a quarter circle between them, and the nodes along it, each with a tag in
/// the floor. It begins in the middle of the first long straight, at the origin, towards positive x.
/// </summary>
public static class AgvRoute
{
    /// <summary>Radius of the corners, m.</summary>
    public const double CornerRadius = 1;

    private const double LongStraight = 30;
    private const double ShortStraight = 14;
    private const double Corner = Math.PI / 2 * CornerRadius;

    // Where each part begins: half a straight, then corner and straight in turn, then the other half of the first.
    private static readonly double[] Lengths =
        [LongStraight / 2, Corner, ShortStraight, Corner, LongStraight, Corner, ShortStraight, Corner, LongStraight / 2];

    /// <summary>Length of the loop, m.</summary>
    public static double Length { get; } = Lengths.Sum();

    /// <summary>The nodes: where on the loop each one's tag is (m), what is written on it, and how long the AGV stands there (s; 0: it passes).</summary>
    public static IReadOnlyList<(double At, string Tag, double StandSeconds)> Nodes { get; } =
    [
        (0, "N001", 12),                  // the charging station
        (12, "N002", 0),
        (23, "N003", 0),
        (34, "N004", 0),
        (48, "N005", 8),                  // the hand-over place
        (60, "N006", 0),
        (71, "N007", 0),
        (82, "N008", 0),
    ];

    /// <summary>How far the AGV has turned since the beginning of the loop, rad, positive to the left.</summary>
    /// <param name="at">Where on the loop, m, 0..<see cref="Length"/>.</param>
    public static double TurnAt(double at)
    {
        var part = PartAt(at, out var inside);
        return (part / 2 * Math.PI / 2) + (part % 2 == 0 ? 0 : inside / CornerRadius);
    }

    /// <summary>How far it is to the next corner, m; 0 in a corner.</summary>
    /// <param name="at">Where on the loop, m, 0..<see cref="Length"/>.</param>
    public static double ToCorner(double at)
    {
        var part = PartAt(at, out var inside);
        return part % 2 != 0 ? 0 : Lengths[part] - inside + (part == Lengths.Length - 1 ? Lengths[0] : 0);
    }

    /// <summary>Where a place on the loop is, and where the path leads there.</summary>
    /// <param name="at">Where on the loop, m, 0..<see cref="Length"/>.</param>
    /// <returns>x and y in m, theta in rad, 0..2 pi.</returns>
    public static (double X, double Y, double Theta) PoseAt(double at)
    {
        var last = PartAt(at, out var inside);
        var (x, y, theta) = (0.0, 0.0, 0.0);
        for (var part = 0; part <= last; part++)
        {
            var length = part == last ? inside : Lengths[part];
            if (part % 2 == 0)
            {
                x += length * Math.Cos(theta);
                y += length * Math.Sin(theta);
            }
            else
            {
                var turned = theta + (length / CornerRadius);
                x += CornerRadius * (Math.Sin(turned) - Math.Sin(theta));
                y += CornerRadius * (Math.Cos(theta) - Math.Cos(turned));
                theta = turned;
            }
        }

        return (x, y, theta);
    }

    private static int PartAt(double at, out double inside)
    {
        inside = at;
        var part = 0;
        while (part < Lengths.Length - 1 && inside >= Lengths[part])
        {
            inside -= Lengths[part++];
        }

        return part;
    }
}
