using BlurDetection.CameraWorker;
using Microsoft.Extensions.Hosting;

using var host = CameraHost.Create(args);
await host.RunAsync();
