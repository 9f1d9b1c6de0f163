using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlurDetection.Training.Layers;

internal sealed class ExtentJsonConverter : JsonConverter<Extent>
{
    public override Extent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.GetInt32();
        var sides = JsonSerializer.Deserialize<int[]>(ref reader, options);
        return sides is [var height, var width] ? new Extent(height, width)
            : throw new JsonException("Expected a number or [height, width].");
    }

    public override void Write(Utf8JsonWriter writer, Extent value, JsonSerializerOptions options)
    {
        if (value.Height == value.Width)
        {
            writer.WriteNumberValue(value.Height);
            return;
        }
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Height);
        writer.WriteNumberValue(value.Width);
        writer.WriteEndArray();
    }
}
