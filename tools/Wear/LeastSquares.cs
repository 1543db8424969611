namespace Sidetap.Wear;

/// <summary>Sums for a linear regression; those of several tools add up, so that leaving one out costs nothing.</summary>
/// <param name="size">How many coefficients.</param>
internal sealed class LeastSquares(int size)
{
    // Of a column that is a combination of the others, less than this is left.
    private const double Singular = 1e-9;

    private readonly double[,] _products = new double[size, size];
    private readonly double[] _right = new double[size];

    /// <summary>Adds an observation.</summary>
    /// <param name="features">A number for each coefficient.</param>
    /// <param name="value">What was observed.</param>
    public void Add(ReadOnlySpan<double> features, double value)
    {
        for (int i = 0; i < size; i++)
        {
            _right[i] += features[i] * value;
            for (int j = 0; j < size; j++)
            {
                _products[i, j] += features[i] * features[j];
            }
        }
    }

    /// <summary>Adds the observations of another.</summary>
    /// <param name="other">One of the same size.</param>
    public void Add(LeastSquares other)
    {
        for (int i = 0; i < size; i++)
        {
            _right[i] += other._right[i];
            for (int j = 0; j < size; j++)
            {
                _products[i, j] += other._products[i, j];
            }
        }
    }

    /// <summary>Solves by Cholesky's decomposition of the products, scaled to a diagonal of 1.</summary>
    /// <returns>The coefficients; null when the observations don't determine them.</returns>
    public double[]? Solve()
    {
        double[,] lower = new double[size, size];
        double[] scale = new double[size];
        for (int i = 0; i < size; i++)
        {
            scale[i] = Math.Sqrt(_products[i, i]);
            if (!(scale[i] > 0))
            {
                return null;
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = _products[i, j] / (scale[i] * scale[j]);
                for (int k = 0; k < j; k++)
                {
                    sum -= lower[i, k] * lower[j, k];
                }

                if (i == j && !(sum > Singular))
                {
                    return null;
                }

                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
        }

        return Back(lower, scale);
    }

    private double[] Back(double[,] lower, double[] scale)
    {
        double[] solution = new double[size];
        for (int i = 0; i < size; i++)
        {
            double sum = _right[i] / scale[i];
            for (int k = 0; k < i; k++)
            {
                sum -= lower[i, k] * solution[k];
            }

            solution[i] = sum / lower[i, i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            double sum = solution[i];
            for (int k = i + 1; k < size; k++)
            {
                sum -= lower[k, i] * solution[k];
            }

            solution[i] = sum / lower[i, i];
        }

        for (int i = 0; i < size; i++)
        {
            solution[i] /= scale[i];
        }

        return solution;
    }
}
