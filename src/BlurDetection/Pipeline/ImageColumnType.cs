using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace BlurDetection.Pipeline;

/// <summary>Lets custom mappings read the columns of LoadImages: ML.NET registers an image type for each stated size, but none for the open
/// size that LoadImages gives.</summary>
internal static class ImageColumnType
{
    private static readonly Lazy<bool> Registered = new(Register);

    public static void EnsureRegistered() => _ = Registered.Value;

    private static bool Register()
    {
        try
        {
            DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage), new OpenSizeAttribute());
            return true;
        }
        catch (ArgumentException)
        {
            return false; // someone else did so before, which serves as well
        }
    }

    [AttributeUsage(AttributeTargets.Property)]
    private sealed class OpenSizeAttribute : DataViewTypeAttribute
    {
        public override bool Equals(DataViewTypeAttribute? other) => other is OpenSizeAttribute;

        public override int GetHashCode() => nameof(OpenSizeAttribute).Length;

        public override void Register() => EnsureRegistered();
    }
}
