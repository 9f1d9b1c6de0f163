using System.Globalization;
using System.Net;
using System.Text;
using BlurDetection.Evaluation.Files;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Writes one self-contained HTML page: style, charts and images are inside, nothing is fetched.</summary>
internal sealed class ReportPage(string title)
{
    private readonly StringBuilder _body = new();

    public ReportPage Lead(string text)
    {
        _body.Append($"<h1>{Encode(title)}</h1><p class=\"muted\">{Encode(text)}</p>");
        return this;
    }

    public ReportPage Section(string heading)
    {
        _body.Append($"<h2>{Encode(heading)}</h2>");
        return this;
    }

    public ReportPage SubSection(string heading)
    {
        _body.Append($"<h3>{Encode(heading)}</h3>");
        return this;
    }

    public ReportPage Paragraph(string text)
    {
        _body.Append($"<p>{Encode(text)}</p>");
        return this;
    }

    /// <summary>Something the reader must not miss.</summary>
    public ReportPage Note(string text)
    {
        _body.Append($"<p class=\"note\">{Encode(text)}</p>");
        return this;
    }

    public ReportPage Tiles(IEnumerable<(string Name, string Value, string Detail)> tiles)
    {
        _body.Append("<div class=\"tiles\">");
        foreach ((string name, string value, string detail) in tiles)
            _body.Append($"<div class=\"tile\"><span>{Encode(name)}</span><b>{Encode(value)}</b><span>{Encode(detail)}</span></div>");
        _body.Append("</div>");
        return this;
    }

    public ReportPage Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        _body.Append("<div class=\"scroll\"><table><thead><tr>");
        foreach (string header in headers) _body.Append($"<th>{Encode(header)}</th>");
        _body.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            _body.Append("<tr>");
            foreach (string cell in row) _body.Append($"<td>{Encode(cell)}</td>");
            _body.Append("</tr>");
        }
        _body.Append("</tbody></table></div>");
        return this;
    }

    /// <summary>Charts side by side where there is room.</summary>
    public ReportPage Figures(IEnumerable<(string Svg, string Caption)> figures)
    {
        _body.Append("<div class=\"figures\">");
        foreach ((string svg, string caption) in figures)
            _body.Append($"<figure>{svg}<figcaption>{Encode(caption)}</figcaption></figure>");
        _body.Append("</div>");
        return this;
    }

    public ReportPage Images(IEnumerable<ImageCard> cards)
    {
        ImageCard[] all = [.. cards];
        _body.Append(all.Any(card => card.HeatMap is not null) ? "<div class=\"images pairs\">" : "<div class=\"images\">");
        foreach (ImageCard card in all)
        {
            _body.Append(
                $"<div class=\"image{(card.IsMistake ? " mistake" : "")}\"><div class=\"row\">{ImageTag(card.Image, card.Title)}");
            if (card.HeatMap is not null) _body.Append(ImageTag(card.HeatMap, $"Heat map of {card.Title}"));
            _body.Append($"</div><strong>{Encode(card.Title)}</strong>");
            foreach (string line in card.Lines) _body.Append($"<br>{Encode(line)}");
            _body.Append("</div>");
        }
        _body.Append("</div>");
        return this;
    }

    /// <summary>One large image; on a narrow screen it is scrolled, not shrunk.</summary>
    public ReportPage Image(byte[] jpeg, string description)
    {
        _body.Append($"<div class=\"scroll sheet\">{ImageTag(jpeg, description)}</div>");
        return this;
    }

    public ReportPage HeatLegend(string text)
    {
        _body.Append(
            $"<p class=\"legend\"><span class=\"scale\">sharp <span class=\"ramp\"></span> blurred</span><span>{Encode(text)}</span></p>");
        return this;
    }

    public ReportPage Confusion(ConfusionMatrix m)
    {
        _body.Append("<div class=\"matrix\" role=\"table\" aria-label=\"Confusion matrix\"><span></span><span class=\"head\">called " +
            "blur</span><span class=\"head\">called focus</span>");
        _body.Append(CultureInfo.InvariantCulture, $"<span class=\"head\">is blur</span><span class=\"right\"><b>{m.BlurCalledBlur}" +
            $"</b>caught</span><span class=\"{Wrong(m.BlurCalledFocus)}\"><b>{m.BlurCalledFocus}</b>missed</span>");
        _body.Append(CultureInfo.InvariantCulture, $"<span class=\"head\">is focus</span><span class=\"{Wrong(m.FocusCalledBlur)}\"><b>" +
            $"{m.FocusCalledBlur}</b>false alarms</span><span class=\"right\"><b>{m.FocusCalledFocus}</b>passed</span></div>");
        return this;
    }

    public ReportPage Preformatted(string text)
    {
        _body.Append($"<pre>{Encode(text)}</pre>");
        return this;
    }

    public ReportPage Details(string summary, Action<ReportPage> content, bool open = false)
    {
        _body.Append($"<details{(open ? " open" : "")}><summary>{Encode(summary)}</summary>");
        content(this);
        _body.Append("</details>");
        return this;
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToString())));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1"><title>{Encode(title)}</title>
        <style>{ReportStyle.Css}</style></head>
        <body><main>{_body}</main></body></html>
        """);

    private static string Wrong(int images) => images > 0 ? "wrong" : "none";

    private static string ImageTag(byte[] jpeg, string description) =>
        $"<img loading=\"lazy\" alt=\"{Encode(description)}\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}\">";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
