using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace BlurDetection.Training.Estimator;

/// <summary>The log and the cancellation of the <see cref="MLContext"/> that a catalog belongs to.</summary>
/// <remarks>ML.NET keeps both from components outside its own assemblies, so they are looked up by name. Where a later version names them
/// otherwise, training goes on without them.</remarks>
internal sealed class MLEnvironment
{
    private readonly IHostEnvironment? _environment;
    private readonly PropertyInfo? _isCanceled;

    private MLEnvironment(IHostEnvironment? environment)
    {
        _environment = environment;
        _isCanceled = environment is null ? null : Property(environment, "ICancelable", "IsCanceled");
    }

    public static MLEnvironment Of(object catalog) =>
        new(Property(catalog, "IInternalCatalog", "Environment")?.GetValue(catalog) as IHostEnvironment);

    /// <summary>True after <c>MLContext.CancelExecution</c>, by which AutoML stops its trials.</summary>
    public bool IsCancelled => _isCanceled?.GetValue(_environment) is true;

    /// <summary>Raises <see cref="MLContext.Log"/>.</summary>
    public void Info(string message)
    {
        if (_environment is null) return;
        using var channel = _environment.Start(nameof(BlurCnnEstimator));
        channel.Info(MessageSensitivity.None, message);
    }

    private static PropertyInfo? Property(object owner, string interfaceName, string property) =>
        owner.GetType().GetInterfaces().FirstOrDefault(type => type.Name == interfaceName)?.GetProperty(property);
}
