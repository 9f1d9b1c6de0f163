using System.Runtime.InteropServices;
using TorchSharp;

namespace BlurDetection.Training.Native;

/// <summary>Loads the native half of TorchSharp. Everything in this package that trains calls it first; call it yourself before using
/// TorchSharp on its own.</summary>
public static class LibTorch
{
    internal const string LibraryName = "LibTorchSharp";

    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>True where the package's own library needed a newer libstdc++ than this machine has, and a patched copy
    /// in memory is used instead.</summary>
    public static bool UsesPatchedCopy => LibTorchResolver.Outcome == LibTorchResolution.Patched;

    /// <summary>How convolutions are computed: found by a check when libtorch is loaded, or set by
    /// <c>BLURDETECTION_CONVOLUTIONS</c>.</summary>
    public static ConvolutionMode Convolutions { get; private set; }

    /// <summary>Loads libtorch and TorchSharp's bridge to it, once, and checks its convolutions; later calls return at once.</summary>
    /// <exception cref="LibTorchUnavailableException">A library is missing, too old, or wrong on this machine, or the
    /// variable is misspelt.</exception>
    public static void EnsureLoaded()
    {
        lock (Gate)
        {
            if (_loaded) return;
            var requested = ConvolutionSetting.Read();
            if (requested == ConvolutionMode.Sse41) OneDnnInstructions.LimitToSse41();
            try
            {
                var torchSharp = typeof(torch).Assembly;
                // Before TorchSharp's own attempt, because that writes its failures to the console.
                NativeLibrary.TryLoad("torch_cpu", torchSharp, null, out _);
                NativeLibrary.Load(LibraryName, torchSharp, null);
                torch.InitializeDeviceType(DeviceType.CPU);
            }
            catch (Exception e)
                when (e is DllNotFoundException or BadImageFormatException or NotSupportedException or TypeInitializationException)
            {
                throw new LibTorchUnavailableException(LibTorchResolver.Failure ?? Explain(e), e);
            }
            LibTorchContext.SwitchOffNnpack();
            Convolutions = ConvolutionChoice.Choose(requested, ConvolutionCheck.Passes, LibTorchContext.SwitchOffOneDnn);
            _loaded = true;
        }
    }

    /// <summary>Sees that a device is there, before any work.</summary>
    /// <exception cref="LibTorchUnavailableException">It is not.</exception>
    internal static void Require(TrainingDevice device)
    {
        if (device == TrainingDevice.Cpu) return;
        EnsureLoaded();
        if (!torch.cuda.is_available())
            throw new LibTorchUnavailableException(
                "There is no CUDA device that this libtorch can use. Reference a CUDA build of libtorch in the program that trains, see " +
                    "that the driver is installed, or train on the processor.");
    }

    /// <summary>Moves a module's weights.</summary>
    /// <exception cref="LibTorchUnavailableException">The device is not there.</exception>
    internal static void MoveTo(TrainingDevice device, torch.nn.Module module)
    {
        Require(device);
        module.to(device == TrainingDevice.Cpu ? torch.CPU : torch.CUDA);
    }

    private static string Explain(Exception e) =>
        $"libtorch could not be loaded on {RuntimeInformation.RuntimeIdentifier}: {e.Message} "
        + $"Reference the package libtorch-cpu-{Platform()} (or a CUDA one) in the program that trains.";

    private static string Platform() =>
        OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64";
}
