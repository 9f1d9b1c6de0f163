using BlurDetection.Imaging;
using Microsoft.Extensions.Options;

namespace BlurDetection.Validation;

/// <summary>Checks the options by generated code, which works after trimming and in native AOT.</summary>
[OptionsValidator]
internal sealed partial class SampleRangeOptionsValidator : IValidateOptions<SampleRangeOptions>;
