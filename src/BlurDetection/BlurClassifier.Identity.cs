using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BlurDetection;

public sealed partial class BlurClassifier
{
    /// <summary>Names model and threshold, so that results of different ones are not mixed: the model's name, a hash of what its file
    /// says of itself, and the threshold that is used.</summary>
    public string Identity => field ??= DescribeModel();

    private string DescribeModel()
    {
        var text = new StringBuilder(Model.Layers).Append(Model.Preprocessing);
        foreach (var (key, value) in Model.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append('\n').Append(key).Append('=').Append(value);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return string.Create(CultureInfo.InvariantCulture, $"{Model.Name}@{hash[..12]} threshold {Threshold:0.######}");
    }
}
