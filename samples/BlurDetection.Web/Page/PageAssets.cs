using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace BlurDetection.Web.Page;

/// <summary>Serves the page and the sample images out of the assembly; one route for each, so that no path is ever looked up.</summary>
internal static class PageAssets
{
    private const string PagePrefix = "page/", SamplePrefix = "samples/";
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static void MapPage(this WebApplication app)
    {
        var assembly = typeof(PageAssets).Assembly;
        var names = assembly.GetManifestResourceNames();
        foreach (var name in names.Where(n => n.StartsWith(PagePrefix, StringComparison.Ordinal)))
            Map(app, assembly, name, name == PagePrefix + "index.html" ? "/" : "/" + name[PagePrefix.Length..]);
        // In the order of the label file; those without a label, which nobody can classify, at the end.
        var order = Encoding.UTF8.GetString(Read(assembly, "samples.csv"));
        var samples = names.Where(n => n.StartsWith(SamplePrefix, StringComparison.Ordinal))
            .OrderBy(n => (uint)order.IndexOf(n[SamplePrefix.Length..], StringComparison.Ordinal)).ToArray();
        foreach (var name in samples) Map(app, assembly, name, "/" + name);
        app.MapGet("/samples", () => samples.Select(s => s[SamplePrefix.Length..])).ExcludeFromDescription();
    }

    private static void Map(WebApplication app, Assembly assembly, string resource, string path)
    {
        var bytes = Read(assembly, resource);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        var type = ContentTypes.TryGetContentType(path == "/" ? "index.html" : path, out var known) ? known : "application/octet-stream";
        if (type.StartsWith("text/", StringComparison.Ordinal)) type += "; charset=utf-8";
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache"; // kept, but asked for again: a changed page shows at once
            return Results.Bytes(bytes, type, entityTag: tag);
        }).ExcludeFromDescription();
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
