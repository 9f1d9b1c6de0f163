namespace BlurDetection.Training.Keras.Weights;

/// <summary>Axes of an array in another order.</summary>
internal static class AxisOrder
{
    /// <summary>A copy whose axis i is axis order[i] of the given one.</summary>
    internal static float[] Permute(float[] values, long[] shape, int[] order)
    {
        int rank = shape.Length;
        var strides = new long[rank];
        long step = 1;
        for (int axis = rank - 1; axis >= 0; axis--) (strides[axis], step) = (step, step * shape[axis]);
        var result = new float[values.Length];
        var place = new long[rank];
        long from = 0;
        for (int to = 0; to < result.Length; to++)
        {
            result[to] = values[from];
            for (int axis = rank - 1; axis >= 0; axis--)
            {
                from += strides[order[axis]];
                if (++place[axis] < shape[order[axis]]) break;
                from -= strides[order[axis]] * place[axis];
                place[axis] = 0;
            }
        }
        return result;
    }
}
