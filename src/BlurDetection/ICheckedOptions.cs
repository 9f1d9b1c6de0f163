using Microsoft.Extensions.Options;

namespace BlurDetection;

/// <summary>Options that generated code checks, which works after trimming and in native AOT.</summary>
internal interface ICheckedOptions
{
    ValidateOptionsResult Check();
}
