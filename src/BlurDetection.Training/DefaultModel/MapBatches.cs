using System.Globalization;
using System.Runtime.CompilerServices;

namespace BlurDetection.Training.DefaultModel;

/// <summary>A folder of <see cref="MapBatch"/>es: made once, then drawn again and again, in another order each time.</summary>
internal sealed class MapBatches(string folder, int count, int seed)
{
    private const int Ahead = 3;

    /// <summary>Batches that are there already; they are made in order.</summary>
    public int Made
    {
        get
        {
            Directory.CreateDirectory(folder);
            int made = 0;
            while (made < count && File.Exists(PathOf(made))) made++;
            return made;
        }
    }

    /// <summary>Keeps a batch.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="batch">The batch.</param>
    public void Keep(int index, MapBatch batch) => batch.Save(PathOf(index));

    /// <summary>The batches of steps, read a little ahead: every <c>count</c> steps all of them come once.</summary>
    /// <param name="first">The first step, from 0.</param>
    /// <param name="end">The step behind the last one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<Task<MapBatch>> ReadAllAsync(int first, int end, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var ahead = new Queue<Task<MapBatch>>();
        int[] order = [];
        for (int step = first; step < end; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (order.Length == 0 || step % count == 0) order = Order(step / count);
            string file = PathOf(order[step % count]);
            ahead.Enqueue(Task.Run(() => MapBatch.Read(file), cancellation));
            if (ahead.Count > Ahead) yield return ahead.Dequeue();
        }
        while (ahead.TryDequeue(out var next)) yield return next;
    }

    private int[] Order(int round)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(unchecked(seed * 31 + round)).Shuffle(order);
        return order;
    }

    private string PathOf(int index) => Path.Combine(folder, index.ToString("D6", CultureInfo.InvariantCulture) + ".bin");
}
