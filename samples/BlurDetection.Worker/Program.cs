using BlurDetection.Worker;
using Prometheus;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddBlurWorker(builder.Configuration);
WebApplication app = builder.Build();
app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
app.MapHealthChecks("/health/ready");
app.MapMetrics();
await app.RunAsync();
