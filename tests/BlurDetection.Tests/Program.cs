using BlurDetection.Tests.Robustness;
using BlurDetection.Tests.Support;

// The test runner does not come by here. Tests that need a process of their own start this assembly with a command.
return args switch
{
    [MemoryRun.Command, var first, var then] => MemoryRun.Run(first, then),
    [GuidedFuzz.Command, var target, var seconds] => GuidedFuzz.Run(target, seconds),
    [GuidedFuzz.InstrumentCommand, .. var assemblies] => GuidedFuzz.Instrument(assemblies),
    _ => 2,
};
