using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Training.Estimator;

/// <summary>Reads a group column as text, whatever its type.</summary>
internal static class GroupReader
{
    public static bool CanRead(DataViewType type) =>
        type is TextDataViewType or KeyDataViewType || type.RawType == typeof(int) || type.RawType == typeof(long)
            || type.RawType == typeof(uint) || type.RawType == typeof(ulong);

    public static Func<string> Create(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type.RawType == typeof(ReadOnlyMemory<char>)) return Read<ReadOnlyMemory<char>>(row, column, value => value.ToString());
        if (column.Type.RawType == typeof(uint)) return Read<uint>(row, column, Number);
        if (column.Type.RawType == typeof(ulong)) return Read<ulong>(row, column, Number);
        if (column.Type.RawType == typeof(int)) return Read<int>(row, column, Number);
        if (column.Type.RawType == typeof(long)) return Read<long>(row, column, Number);
        if (column.Type.RawType == typeof(byte)) return Read<byte>(row, column, Number);
        return Read<ushort>(row, column, Number);
    }

    private static string Number<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static Func<string> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return text(value);
        };
    }
}
