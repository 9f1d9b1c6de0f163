using BlurDetection.Training.Tests.Fitting;
using BlurDetection.Training.Tests.Native;

// The test runner does not come by here. Tests that need a process of their own start this assembly with a command.
return args switch
{
    [ResumableRun.Command, var folder, var resume, var holdAt] => ResumableRun.Run(folder, resume, holdAt),
    [TorchRun.Command] => TorchRun.Run(),
    _ => 2,
};
