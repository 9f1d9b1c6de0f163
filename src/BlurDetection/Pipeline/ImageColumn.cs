using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace BlurDetection.Pipeline;

/// <summary>Tells columns of paths from columns of images. The errors are worded as ML.NET words them.</summary>
internal static class ImageColumn
{
    private const string Schema = "inputSchema";

    public enum Kinds
    {
        Path,
        Image,
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is missing or holds neither.</exception>
    public static Kinds Kind(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is { } column ? Kind(column.Type, name) : throw Missing(name);

    /// <inheritdoc cref="Kind(DataViewSchema, string)"/>
    public static Kinds Kind(SchemaShape schema, string name)
    {
        foreach (var column in schema)
            if (column.Name == name) return Kind(column.Kind == SchemaShape.Column.VectorKind.Scalar ? column.ItemType : null, name);
        throw Missing(name);
    }

    /// <summary>A table without rows that has the column alone.</summary>
    public static IDataView EmptyTable(Kinds kind, string name)
    {
        var data = new MLContext().Data;
        return kind == Kinds.Path ? Empty<ImagePath>(nameof(ImagePath.Path)) : Empty<ImageInMemory>(nameof(ImageInMemory.Image));

        IDataView Empty<T>(string member) where T : class
        {
            var columns = SchemaDefinition.Create(typeof(T));
            columns.RemoveAll(column => column.MemberName != member);
            columns[0].ColumnName = name;
            return data.LoadFromEnumerable(Array.Empty<T>(), columns);
        }
    }

    private static Kinds Kind(DataViewType? type, string name) => type switch
    {
        TextDataViewType => Kinds.Path,
        ImageDataViewType => Kinds.Image,
        _ => throw new ArgumentOutOfRangeException(
            Schema, $"Schema mismatch for input column '{name}': expected String (a path) or Image, got {type?.ToString() ?? "a vector"}"),
    };

    private static ArgumentOutOfRangeException Missing(string name) => new(Schema, $"Could not find input column '{name}'");
}
