namespace BlurDetection.Web.Limits;

/// <summary>Puts <see cref="RequestActivity"/> before all else.</summary>
internal static class RequestActivityExtensions
{
    public static void UseRequestActivity(this WebApplication app)
    {
        var activity = app.Services.GetRequiredService<RequestActivity>();
        app.Use((context, next) => activity.WatchAsync(() => next(context)));
    }
}
