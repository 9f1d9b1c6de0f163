using Microsoft.Extensions.Options;

namespace BlurDetection;

/// <summary>Checks the options by generated code, which works after trimming and in native AOT.</summary>
[OptionsValidator]
internal sealed partial class BlurClassifierOptionsValidator : IValidateOptions<BlurClassifierOptions>;
