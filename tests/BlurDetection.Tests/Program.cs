using BlurDetection.Tests.Robustness;
using BlurDetection.Tests.Support;
using BlurDetection.Tests.Training.Fitting;
using BlurDetection.Tests.Training.Native;

// The test runner does not come by here. Tests that need a process of their own start this assembly with a command.
return args switch
{
    [HeldConsole.Command, var lastLine, .. var arguments] => await HeldConsole.RunAsync(lastLine, arguments),
    [ResumableRun.Command, var folder, var resume, var holdAt] => ResumableRun.Run(folder, resume, holdAt),
    [MemoryRun.Command, var first, var then] => MemoryRun.Run(first, then),
    [GuidedFuzz.Command, var target, var seconds] => GuidedFuzz.Run(target, seconds),
    [GuidedFuzz.InstrumentCommand, .. var assemblies] => GuidedFuzz.Instrument(assemblies),
    [TorchRun.Command] => TorchRun.Run(),
    _ => 2,
};
