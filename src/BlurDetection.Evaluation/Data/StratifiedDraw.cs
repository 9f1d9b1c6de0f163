namespace BlurDetection.Evaluation.Data;

/// <summary>Draws whole units (groups of images) so that each class reaches its share as nearly as they allow.</summary>
internal static class StratifiedDraw
{
    public static List<int> Take(int[][] units, Func<int, int> classOf, double fraction, int seed)
    {
        int classes = units.SelectMany(u => u).Select(classOf).DefaultIfEmpty(-1).Max() + 1;
        int[][] counts = [.. units.Select(unit => Count(unit, classOf, classes))];
        int[] total = Sum(counts, classes);
        var order = Enumerable.Range(0, units.Length).ToArray();
        new Random(seed).Shuffle(order);

        var taken = new int[classes];
        var chosen = new HashSet<int>();
        foreach (int u in order)
        {
            if (Distance(taken, counts[u], total, fraction) >= Distance(taken, null, total, fraction)) continue;
            Add(u);
        }
        // big groups can leave a class without any: then its smallest group, if another stays behind
        for (int c = 0; c < classes; c++)
        {
            if (taken[c] > 0) continue;
            int smallest = order.Where(u => counts[u][c] > 0 && Remains(counts[u])).OrderBy(u => counts[u].Sum()).FirstOrDefault(-1);
            if (smallest >= 0) Add(smallest);
        }
        return [.. chosen.Order().SelectMany(u => units[u])];

        void Add(int u)
        {
            chosen.Add(u);
            for (int c = 0; c < classes; c++) taken[c] += counts[u][c];
        }

        bool Remains(int[] count) => Enumerable.Range(0, classes).All(c => total[c] == 0 || taken[c] + count[c] < total[c]);
    }

    // how far, relative to each class, the drawn numbers are from the target ones
    private static double Distance(int[] taken, int[]? more, int[] total, double fraction)
    {
        double distance = 0;
        for (int c = 0; c < total.Length; c++)
            if (total[c] > 0) distance += Math.Abs(fraction - (double)(taken[c] + (more?[c] ?? 0)) / total[c]);
        return distance;
    }

    private static int[] Count(int[] unit, Func<int, int> classOf, int classes)
    {
        var count = new int[classes];
        foreach (int i in unit) count[classOf(i)]++;
        return count;
    }

    private static int[] Sum(int[][] counts, int classes)
    {
        var sum = new int[classes];
        foreach (int[] count in counts)
            for (int c = 0; c < classes; c++) sum[c] += count[c];
        return sum;
    }
}
