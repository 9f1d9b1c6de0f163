using BlurDetection.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Training.Estimator;

/// <summary>Checks the columns that training reads. The errors are worded as ML.NET words them.</summary>
internal static class TrainingColumns
{
    public static ImageColumn.Kinds Check(DataViewSchema schema, BlurCnnOptions options)
    {
        var kind = ImageColumn.Kind(schema, options.InputColumnName);
        Require(schema.GetColumnOrNull(options.LabelColumnName)?.Type, "label", options.LabelColumnName, "Boolean",
            type => type is BooleanDataViewType);
        if (options.GroupColumnName is { } group)
            Require(schema.GetColumnOrNull(group)?.Type, "group", group, "String, key or whole number", GroupReader.CanRead);
        return kind;
    }

    public static void Check(SchemaShape schema, BlurCnnOptions options)
    {
        ImageColumn.Kind(schema, options.InputColumnName);
        Require(Type(schema, options.LabelColumnName), "label", options.LabelColumnName, "Boolean", type => type is BooleanDataViewType);
        if (options.GroupColumnName is { } group)
            Require(Type(schema, group), "group", group, "String, key or whole number", GroupReader.CanRead);
    }

    private static DataViewType? Type(SchemaShape schema, string name)
    {
        foreach (var column in schema)
            if (column.Name == name)
                return column.Kind == SchemaShape.Column.VectorKind.Scalar ? column.ItemType
                    : new VectorDataViewType((PrimitiveDataViewType)column.ItemType);
        return null;
    }

    private static void Require(DataViewType? type, string role, string name, string expected, Func<DataViewType, bool> fits)
    {
        if (type is null) throw new ArgumentOutOfRangeException("inputSchema", $"Could not find {role} column '{name}'");
        if (!fits(type))
            throw new ArgumentOutOfRangeException("inputSchema",
                $"Schema mismatch for {role} column '{name}': expected {expected}, got {type}");
    }
}
