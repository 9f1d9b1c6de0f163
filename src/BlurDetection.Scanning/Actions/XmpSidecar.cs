using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace BlurDetection.Scanning.Actions;

/// <summary>Writes XMP sidecars (ISO 16684-1). What a sidecar says already stays: ratings and labels are added only where
/// there are none.</summary>
internal static class XmpSidecar
{
    public const string Ending = ".xmp";

    private static readonly XNamespace X = "adobe:ns:meta/", Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        Xmp = "http://ns.adobe.com/xap/1.0/",
        Dc = "http://purl.org/dc/elements/1.1/", DigiKam = "http://www.digikam.org/ns/1.0/",
        Lightroom = "http://ns.adobe.com/lightroom/1.0/";

    public static string NameOf(string image, SidecarNaming naming) =>
        naming == SidecarNaming.Appended ? image + Ending : Path.ChangeExtension(image, Ending);

    public static string HashOf(byte[] sidecar) => Convert.ToHexStringLower(SHA256.HashData(sidecar));

    /// <exception cref="ScanException">The sidecar that is there is not XMP.</exception>
    public static byte[] Write(byte[]? before, XmpTags tags)
    {
        XDocument document = before is null ? Empty() : Parse(before);
        XElement description = document.Descendants(Rdf + "Description").FirstOrDefault()
            ?? throw new ScanException("The sidecar that is there is not XMP.");
        if (tags.Rating is { } rating) AddIfMissing(document, description, Xmp + "Rating", rating);
        AddIfMissing(document, description, DigiKam + "PickLabel", tags.PickLabel);
        AddItems(document, description, Dc + "subject", "Bag", tags.Keywords);
        AddItems(document, description, Lightroom + "hierarchicalSubject", "Bag", tags.Hierarchical);
        AddItems(document, description, DigiKam + "TagsList", "Seq", [.. tags.Hierarchical.Select(path => path.Replace('|', '/'))]);
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = before is null,
            OmitXmlDeclaration = document.Declaration is null }))
            document.Save(writer);
        return bytes.ToArray();
    }

    private static XDocument Empty() => new(
        new XProcessingInstruction("xpacket", "begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\""),
        new XElement(X + "xmpmeta", Prefix("x", X),
            new XElement(Rdf + "RDF", Prefix("rdf", Rdf),
                new XElement(Rdf + "Description", new XAttribute(Rdf + "about", ""),
                    Prefix("xmp", Xmp), Prefix("dc", Dc), Prefix("digiKam", DigiKam), Prefix("lr", Lightroom)))),
        new XProcessingInstruction("xpacket", "end=\"w\""));

    private static XDocument Parse(byte[] sidecar)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(sidecar),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            throw new ScanException($"The sidecar that is there is not XMP: {e.Message}", e);
        }
    }

    private static XAttribute Prefix(string prefix, XNamespace of) => new(XNamespace.Xmlns + prefix, of.NamespaceName);

    // A property may be an attribute or an element, of any of the descriptions.
    private static void AddIfMissing(XDocument document, XElement description, XName name, int value)
    {
        if (document.Descendants(Rdf + "Description").Any(d => d.Attribute(name) is not null || d.Element(name) is not null)) return;
        description.SetAttributeValue(name, value.ToString(CultureInfo.InvariantCulture));
    }

    private static void AddItems(XDocument document, XElement description, XName name, string container, IReadOnlyList<string> items)
    {
        XElement? list = document.Descendants(name).Elements().FirstOrDefault(e => e.Name == Rdf + "Bag" || e.Name == Rdf + "Seq");
        if (list is null) description.Add(new XElement(name, list = new XElement(Rdf + container)));
        foreach (string item in items)
            if (!list.Elements(Rdf + "li").Any(li => li.Value == item)) list.Add(new XElement(Rdf + "li", item));
    }
}
