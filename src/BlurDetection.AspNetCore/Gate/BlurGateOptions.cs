using Microsoft.AspNetCore.Http;

namespace BlurDetection.AspNetCore.Gate;

/// <summary>What <see cref="Microsoft.AspNetCore.Builder.BlurGateExtensions.RefuseBlurredUploads"/> refuses, and for how long.</summary>
public sealed class BlurGateOptions
{
    /// <summary>The key of the classifier.</summary>
    /// <value>Default <see langword="null"/>: the one that <c>AddBlurDetection</c> adds without a name.</value>
    public string? Classifier { get; set; }

    /// <summary>Whether images without evidence (black, empty, pure noise) are refused too.</summary>
    /// <value>Default <see langword="false"/>: they pass.</value>
    public bool RefuseIndeterminate { get; set; }

    /// <summary>
    /// How often the same client is refused in a row because of blur; the next upload passes and is marked in <see
    /// cref="BlurGateResult.LetThrough"/>.
    /// </summary>
    /// <value>At least 0. Default <see langword="null"/>: without end. 2 suits people who cannot take a better photograph.</value>
    public int? MaxRefusals { get; set; }

    /// <summary>After how long without an upload a client's refusals are forgotten.</summary>
    /// <value>Above 0. Default 15 minutes.</value>
    public TimeSpan RefusalWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Tells clients apart where <see cref="MaxRefusals"/> is set.</summary>
    /// <value>Default: the user's name, or the remote address of someone who is not signed in.</value>
    public Func<HttpContext, string?> ClientKey { get; set; } =
        context => context.User.Identity?.Name ?? context.Connection.RemoteIpAddress?.ToString();

    /// <summary>Which files of a form are classified.</summary>
    /// <value>Default: all of them. A file that is not an image is refused as such.</value>
    public Func<IFormFile, bool> Filter { get; set; } = _ => true;

    /// <exception cref="ArgumentException">A value is out of its range; the message lists all.</exception>
    internal BlurGateOptions Validated()
    {
        string[] problems =
        [
            .. MaxRefusals < 0 ? [$"{nameof(MaxRefusals)} must be at least 0."] : Array.Empty<string>(),
            .. RefusalWindow <= TimeSpan.Zero ? [$"{nameof(RefusalWindow)} must be above 0."] : Array.Empty<string>(),
            .. ClientKey is null ? [$"{nameof(ClientKey)} must be set."] : Array.Empty<string>(),
            .. Filter is null ? [$"{nameof(Filter)} must be set."] : Array.Empty<string>(),
        ];
        return problems.Length == 0 ? this
            : throw new ArgumentException($"{nameof(BlurGateOptions)}: {string.Join(" ", problems)}", "configure");
    }
}
