using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BlurDetection.Models;

namespace BlurDetection.Scanning;

/// <summary>Names models so that results of different ones are not mixed.</summary>
public static class ScanModel
{
    /// <summary>The model's name, a hash of what its file says of itself, and the threshold that is used.</summary>
    /// <param name="classifier">The classifier.</param>
    public static string Describe(BlurClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        BlurModelInfo model = classifier.Model;
        var text = new StringBuilder(model.Layers).Append(model.Preprocessing);
        foreach (var (key, value) in model.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append('\n').Append(key).Append('=').Append(value);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return string.Create(CultureInfo.InvariantCulture, $"{model.Name}@{hash[..12]} threshold {classifier.Threshold:0.######}");
    }
}
