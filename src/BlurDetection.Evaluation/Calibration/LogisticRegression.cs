namespace BlurDetection.Evaluation.Calibration;

/// <summary>Weighted logistic regression: the calibration of scores to probabilities (Platt, 1999), with one score or several.</summary>
internal static class LogisticRegression
{
    private const int Rounds = 200;
    private const double Ridge = 1e-6, LeastShare = 1e-6, Settled = 1e-12;

    /// <summary>Finds the coefficients under which soft targets are likeliest, by Newton's method with halved steps (Lin,
    /// Lin and Weng, 2007).</summary>
    /// <param name="features">One row a sample; a column of ones gives an offset.</param>
    /// <param name="targets">Probability of the positive class, 0 to 1, for each row.</param>
    /// <param name="weights">How much each row counts, above 0.</param>
    /// <param name="start">Coefficients to begin with, one a column.</param>
    internal static double[] Fit(double[][] features, double[] targets, double[] weights, double[] start)
    {
        double[] solution = [.. start];
        double loss = Loss(features, targets, weights, solution);
        for (int round = 0; round < Rounds; round++)
        {
            double[] step = Step(features, targets, weights, solution);
            double share = 1, next;
            double[] moved;
            do
            {
                moved = [.. solution.Zip(step, (value, change) => value - share * change)];
                next = Loss(features, targets, weights, moved);
                share /= 2;
            }
            while (next > loss && share > LeastShare);
            if (!(loss - next > Settled * Math.Abs(loss))) break;
            (solution, loss) = (moved, next);
        }
        return solution;
    }

    private static double[] Step(double[][] features, double[] targets, double[] weights, double[] solution)
    {
        int n = solution.Length;
        var system = new double[n, n + 1];
        for (int row = 0; row < n; row++) (system[row, row], system[row, n]) = (Ridge, Ridge * solution[row]);
        for (int i = 0; i < features.Length; i++)
        {
            double p = 1 / (1 + Math.Exp(-Dot(features[i], solution)));
            for (int row = 0; row < n; row++)
            {
                system[row, n] += weights[i] * (p - targets[i]) * features[i][row];
                for (int column = 0; column < n; column++)
                    system[row, column] += weights[i] * p * (1 - p) * features[i][row] * features[i][column];
            }
        }
        return Solve(system, n);
    }

    // Gaussian elimination; the ridge keeps the matrix positive definite, so no pivot is needed.
    private static double[] Solve(double[,] system, int n)
    {
        for (int pivot = 0; pivot < n; pivot++)
            for (int row = 0; row < n; row++)
            {
                if (row == pivot) continue;
                double factor = system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; column <= n; column++) system[row, column] -= factor * system[pivot, column];
            }
        return [.. Enumerable.Range(0, n).Select(row => system[row, n] / system[row, row])];
    }

    private static double Loss(double[][] features, double[] targets, double[] weights, double[] solution)
    {
        double sum = 0;
        for (int i = 0; i < features.Length; i++)
        {
            double x = Dot(features[i], solution);
            sum += weights[i] * (Math.Max(x, 0) - x * targets[i] + Math.Log(1 + Math.Exp(-Math.Abs(x))));
        }
        return sum + Ridge / 2 * Dot(solution, solution);
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
