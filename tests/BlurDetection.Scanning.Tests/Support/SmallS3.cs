using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BlurDetection.Scanning.Tests.Support;

/// <summary>A small stand-in for an S3 server: lists one bucket in pages of two keys, and gives its objects. It is not
/// S3: it checks no signature.</summary>
internal sealed class SmallS3(string bucket, SortedDictionary<string, byte[]> objects)
{
    private const int PageSize = 2;

    /// <summary>Requests that carried a signature of version 4.</summary>
    public int Signed { get; private set; }

    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=key/", StringComparison.Ordinal))
            Signed++;
        string[] path = context.Request.Path.Value!.Split('/', 3);
        if (path[1] != bucket)
        {
            await ErrorAsync(context, "NoSuchBucket");
        }
        else if (path.Length == 3 && path[2].Length > 0)
        {
            if (!objects.TryGetValue(path[2], out byte[]? bytes))
            {
                await ErrorAsync(context, "NoSuchKey");
                return;
            }
            context.Response.ContentLength = bytes.Length;
            context.Response.Headers.LastModified = Modified.ToString("R", CultureInfo.InvariantCulture);
            context.Response.Headers.ETag = "\"0\"";
            if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes);
        }
        else
        {
            context.Response.ContentType = "application/xml";
            await context.Response
                .WriteAsync(Page(context.Request.Query["prefix"].ToString(), context.Request.Query["continuation-token"].ToString()));
        }
    }

    private static DateTime Modified { get; } = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private static Task ErrorAsync(HttpContext context, string code)
    {
        context.Response.StatusCode = (int)HttpStatusCode.NotFound;
        context.Response.ContentType = "application/xml";
        return context.Response
            .WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{code}</Message><Resource>/</Resource></Error>");
    }

    private string Page(string prefix, string token)
    {
        string[] keys =
            [.. objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, token) > 0)];
        var xml = new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        xml.Append(CultureInfo.InvariantCulture,
            $"<Name>{bucket}</Name><Prefix>{prefix}</Prefix><IsTruncated>{(keys.Length > PageSize ? "true" : "false")}</IsTruncated>");
        if (keys.Length > PageSize)
            xml.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{keys[PageSize - 1]}</NextContinuationToken>");
        foreach (string key in keys.Take(PageSize))
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{SecurityElement.Escape(key)}" +
                $"</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>\"0\"</ETag><Size>{objects[key].Length}" +
                $"</Size></Contents>");
        return xml.Append("</ListBucketResult>").ToString();
    }
}
