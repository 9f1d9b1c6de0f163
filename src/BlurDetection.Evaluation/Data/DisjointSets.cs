namespace BlurDetection.Evaluation.Data;

/// <summary>Union-find over 0..count-1, with path halving.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _parent = Enumerable.Range(0, count).ToArray();

    public int Find(int item)
    {
        while (_parent[item] != item) item = _parent[item] = _parent[_parent[item]];
        return item;
    }

    // the smaller root wins, so that the outcome does not depend on the order of the unions
    public void Union(int first, int second)
    {
        (int a, int b) = (Find(first), Find(second));
        if (a != b) _parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    /// <summary>Numbers the sets 0, 1, ... in the order of their first members.</summary>
    public int[] Number()
    {
        var numbers = new Dictionary<int, int>();
        var result = new int[_parent.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int root = Find(i);
            if (!numbers.TryGetValue(root, out int number)) numbers.Add(root, number = numbers.Count);
            result[i] = number;
        }
        return result;
    }
}
