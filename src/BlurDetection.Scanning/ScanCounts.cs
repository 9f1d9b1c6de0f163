namespace BlurDetection.Scanning;

/// <summary>Images by what became of them.</summary>
/// <param name="Focus">In focus.</param>
/// <param name="Blurred">Blurred.</param>
/// <param name="Indeterminate">Without evidence either way.</param>
/// <param name="Errors">Not classified.</param>
public readonly record struct ScanCounts(long Focus, long Blurred, long Indeterminate, long Errors)
{
    /// <summary>All of them.</summary>
    public long Total => Focus + Blurred + Indeterminate + Errors;

    internal ScanCounts With(BlurVerdict? verdict, int change = 1) => verdict switch
    {
        BlurVerdict.Focus => this with { Focus = Focus + change },
        BlurVerdict.Blurred => this with { Blurred = Blurred + change },
        BlurVerdict.Indeterminate => this with { Indeterminate = Indeterminate + change },
        _ => this with { Errors = Errors + change },
    };
}
