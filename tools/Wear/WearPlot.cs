using System.Globalization;
using System.Text;
using System.Xml;

namespace Sidetap.Wear;

/// <summary>Draws an evaluation as SVG: a panel for each tool, wear over cutting time, measured and estimated, with the interval.</summary>
public static class WearPlot
{
    private const int Columns = 3;
    private const double PanelWidth = 360;
    private const double PanelHeight = 240;
    private const double Top = 64; // title and legend
    private const double Left = 48; // of a panel: the numbers of its axis
    private const double Above = 26; // of a panel: its heading
    private const double Below = 34; // of a panel: the numbers of its axis
    private const double Right = 12;

    // More than a panel has pixels is not seen, and makes the file large.
    private const int MaxPointsAPanel = 1000;

    private const string Measured = "#222222";
    private const string Estimated = "#c2410c";
    private const string Interval = "#f2c9b8";
    private const string Grid = "#e2e2e2";
    private const string Axis = "#555555";

    /// <summary>Draws.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="title">The heading.</param>
    /// <returns>An SVG document.</returns>
    public static string Svg(WearEvaluation evaluation, string title)
    {
        int columns = Math.Min(Columns, evaluation.Scores.Count);
        int rows = (evaluation.Scores.Count + columns - 1) / columns;
        double mostWear = evaluation.Points.Max(point => Math.Max(point.High, point.Row.Wear));
        double mostSeconds = evaluation.Scores.Max(score => score.Points[^1].CuttingSeconds);
        StringBuilder text = new();
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            double width = Math.Max(columns, 2) * PanelWidth;
            double height = Top + (rows * PanelHeight);
            xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            Put(xml, ("width", width), ("height", height), ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}")));
            Put(xml, ("font-family", "sans-serif"), ("font-size", 12));
            Element(xml, "rect", ("width", width), ("height", height), ("fill", "white"));
            Text(xml, 16, 24, title, ("font-size", 15));
            Legend(xml);
            for (int i = 0; i < evaluation.Scores.Count; i++)
            {
                new Panel(xml, (i % columns) * PanelWidth, Top + (i / columns * PanelHeight), mostSeconds, mostWear).Draw(evaluation.Scores[i]);
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Legend(XmlWriter xml)
    {
        const double Y = 46;
        Element(xml, "line", ("x1", 16), ("y1", Y), ("x2", 40), ("y2", Y), ("stroke", Measured), ("stroke-width", 2));
        Text(xml, 46, Y + 4, "measured");
        Element(xml, "line", ("x1", 124), ("y1", Y), ("x2", 148), ("y2", Y), ("stroke", Estimated), ("stroke-width", 1.5));
        Text(xml, 154, Y + 4, "estimated");
        Element(xml, "rect", ("x", 236), ("y", Y - 6), ("width", 24), ("height", 12), ("fill", Interval));
        Text(xml, 266, Y + 4, "80 % interval");
        Text(xml, 372, Y + 4, "flank wear in µm over seconds of cutting", ("fill", Axis));
    }

    private static void Text(XmlWriter xml, double x, double y, string text, params (string Name, object Value)[] more)
    {
        xml.WriteStartElement("text");
        Put(xml, ("x", x), ("y", y));
        Put(xml, more);
        xml.WriteString(new string([.. text.Where(XmlConvert.IsXmlChar)]));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params (string Name, object Value)[] attributes)
    {
        xml.WriteStartElement(name);
        Put(xml, attributes);
        xml.WriteEndElement();
    }

    private static void Put(XmlWriter xml, params (string Name, object Value)[] attributes)
    {
        foreach ((string name, object value) in attributes)
        {
            xml.WriteAttributeString(name, value is double number ? Shown(number) : Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    private static string Shown(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A panel at a place of the drawing. All have the same scales, so that tools can be compared.</summary>
    private sealed class Panel(XmlWriter xml, double x, double y, double mostSeconds, double mostWear)
    {
        private const double Width = PanelWidth - Left - Right;
        private const double Height = PanelHeight - Above - Below;
        private const int MostTicks = 5;

        public void Draw(ToolScore score)
        {
            string heading = string.Create(
                CultureInfo.InvariantCulture,
                $"tool {score.Tool.Name}: error {score.MeanAbsoluteError:0} µm, {100 * score.Coverage:0} % inside");
            Text(xml, x + Left, y + Above - 8, heading);
            Axes();
            int step = (score.Points.Count / MaxPointsAPanel) + 1;
            WearPoint[] points = [.. score.Points.Where((_, index) => index % step == 0)];
            string edge = $"{Line(points, point => point.High)} {Line(points.Reverse(), point => point.Low)}";
            Element(xml, "polygon", ("points", edge), ("fill", Interval));
            Element(xml, "polyline", ("points", Line(points, point => point.Wear)), ("fill", "none"), ("stroke", Estimated), ("stroke-width", 1.2));
            Element(xml, "polyline", ("points", Line(points, point => point.Row.Wear)), ("fill", "none"), ("stroke", Measured), ("stroke-width", 2));
        }

        private void Axes()
        {
            double bottom = y + Above + Height;
            foreach (double wear in Ticks(mostWear))
            {
                Element(xml, "line", ("x1", x + Left), ("y1", AtWear(wear)), ("x2", x + Left + Width), ("y2", AtWear(wear)), ("stroke", Grid));
                Text(xml, x + Left - 6, AtWear(wear) + 4, Shown(wear), ("text-anchor", "end"), ("fill", Axis));
            }

            foreach (double seconds in Ticks(mostSeconds))
            {
                Element(xml, "line", ("x1", AtSeconds(seconds)), ("y1", bottom), ("x2", AtSeconds(seconds)), ("y2", bottom + 4), ("stroke", Axis));
                Text(xml, AtSeconds(seconds), bottom + 17, Shown(seconds), ("text-anchor", "middle"), ("fill", Axis));
            }

            Element(xml, "line", ("x1", x + Left), ("y1", bottom), ("x2", x + Left + Width), ("y2", bottom), ("stroke", Axis));
        }

        private string Line(IEnumerable<WearPoint> points, Func<WearPoint, double> wear) =>
            string.Join(' ', points.Select(point => $"{Shown(AtSeconds(point.CuttingSeconds))},{Shown(AtWear(wear(point)))}"));

        private double AtSeconds(double seconds) => x + Left + (seconds / mostSeconds * Width);

        private double AtWear(double wear) => y + Above + Height - (mostWear > 0 ? wear / mostWear * Height : 0);

        /// <summary>Round numbers from 0 to the most.</summary>
        private static IEnumerable<double> Ticks(double most)
        {
            if (!(most > 0))
            {
                return [0];
            }

            double power = Math.Pow(10, Math.Floor(Math.Log10(most)) - 1);
            double step = new[] { 1, 2, 5, 10, 20, 50 }.Select(factor => factor * power).First(one => most / one <= MostTicks || one == 50 * power);
            return Enumerable.Range(0, (int)(most / step) + 1).Select(index => index * step);
        }
    }
}
