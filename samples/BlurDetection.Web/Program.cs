using BlurDetection;
using BlurDetection.Web;
using BlurDetection.Web.Limits;

NativeMemoryLimits.Apply();
try
{
    await using var app = WebServer.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is InvalidModelException or FileNotFoundException or Microsoft.Extensions.Options.OptionsValidationException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
