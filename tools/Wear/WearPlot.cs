using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Sidetap.Wear;

/// <summary>Draws an evaluation: a panel for each tool, wear over cutting time, measured and estimated, with the interval.</summary>
public static class WearPlot
{
    private const int Columns = 3;
    private const double PanelWidth = 380;
    private const double PanelHeight = 260;
    private const double Heading = 60;
    private const double GapX = 0.13; // of a panel's width, for the axis' numbers
    private const double GapY = 0.24;

    // More than a panel has pixels is not seen, and makes the file large.
    private const int MaxPointsAPanel = 2000;

    private static readonly OxyColor Measured = OxyColor.FromRgb(0x22, 0x22, 0x22);
    private static readonly OxyColor Estimated = OxyColor.FromRgb(0xC2, 0x41, 0x0C);
    private static readonly OxyColor Interval = OxyColor.FromArgb(0x40, 0xC2, 0x41, 0x0C);

    /// <summary>Draws.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="title">The heading.</param>
    /// <returns>An SVG document.</returns>
    public static string Svg(WearEvaluation evaluation, string title)
    {
        int columns = Math.Min(Columns, evaluation.Scores.Count);
        int rows = (evaluation.Scores.Count + columns - 1) / columns;
        PlotModel model = new()
        {
            Title = title,
            TitleFontSize = 16,
            TitleFontWeight = FontWeights.Normal,
            DefaultFont = "sans-serif",
            PlotAreaBorderThickness = new OxyThickness(0),
            Background = OxyColors.White,
            PlotMargins = new OxyThickness(20, 10, 20, 10),
            IsLegendVisible = true,
        };
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.TopCenter,
            LegendOrientation = LegendOrientation.Horizontal,
        });
        double top = evaluation.Points.Max(point => Math.Max(point.High, point.Row.Wear)) * 1.03;
        double longest = evaluation.Scores.Max(score => score.Points[^1].CuttingSeconds);
        for (int i = 0; i < evaluation.Scores.Count; i++)
        {
            AddPanel(model, evaluation.Scores[i], new Panel(i, columns, rows, top, longest));
        }

        SvgExporter exporter = new() { Width = columns * PanelWidth, Height = (rows * PanelHeight) + Heading };
        return exporter.ExportToString(model);
    }

    private static void AddPanel(PlotModel model, ToolScore score, Panel panel)
    {
        model.Axes.Add(panel.Time());
        model.Axes.Add(panel.Wear());
        bool isFirst = panel.Number == 0;
        AreaSeries interval = new()
        {
            Title = isFirst ? "80 % interval" : null,
            Color = OxyColors.Transparent,
            Color2 = OxyColors.Transparent,
            Fill = Interval,
        };
        LineSeries estimated = new() { Title = isFirst ? "estimated" : null, Color = Estimated, StrokeThickness = 1.2 };
        LineSeries measured = new() { Title = isFirst ? "measured" : null, Color = Measured, StrokeThickness = 2 };
        int step = (score.Points.Count / MaxPointsAPanel) + 1;
        for (int i = 0; i < score.Points.Count; i += step)
        {
            WearPoint point = score.Points[i];
            interval.Points.Add(new DataPoint(point.CuttingSeconds, point.High));
            interval.Points2.Add(new DataPoint(point.CuttingSeconds, point.Low));
            estimated.Points.Add(new DataPoint(point.CuttingSeconds, point.Wear));
            measured.Points.Add(new DataPoint(point.CuttingSeconds, point.Row.Wear));
        }

        foreach (XYAxisSeries series in new XYAxisSeries[] { interval, estimated, measured })
        {
            series.XAxisKey = panel.TimeKey;
            series.YAxisKey = panel.WearKey;
            model.Series.Add(series);
        }

        model.Annotations.Add(new TextAnnotation
        {
            Text = FormattableString.Invariant($"tool {score.Tool.Name}: {score.MeanAbsoluteError:0} µm, {score.Coverage:P0} inside"),
            TextPosition = new DataPoint(panel.Longest * 0.02, panel.Top * 0.98),
            TextHorizontalAlignment = HorizontalAlignment.Left,
            TextVerticalAlignment = VerticalAlignment.Top,
            StrokeThickness = 0,
            XAxisKey = panel.TimeKey,
            YAxisKey = panel.WearKey,
        });
    }

    private sealed record Panel(int Number, int Columns, int Rows, double Top, double Longest)
    {
        public string TimeKey => $"t{Number}";

        public string WearKey => $"w{Number}";

        private int Column => Number % Columns;

        private int Row => Number / Columns;

        public LinearAxis Time() => new()
        {
            Key = TimeKey,
            Position = AxisPosition.Bottom,
            Minimum = 0,
            Maximum = Longest,
            StartPosition = (Column + GapX) / Columns,
            EndPosition = (Column + 1.0) / Columns,
            PositionAtZeroCrossing = true,
            AxislineStyle = LineStyle.Solid,
            Title = Row == Rows - 1 ? null : null,
        };

        public LinearAxis Wear() => new()
        {
            Key = WearKey,
            Position = AxisPosition.Left,
            Minimum = 0,
            Maximum = Top,
            StartPosition = (Rows - 1 - Row + GapY) / Rows,
            EndPosition = (Rows - Row) / (double)Rows,
            PositionAtZeroCrossing = true,
            AxislineStyle = LineStyle.Solid,
        };
    }
}
