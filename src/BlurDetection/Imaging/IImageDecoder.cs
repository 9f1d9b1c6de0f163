namespace BlurDetection.Imaging;

/// <summary>Decodes file formats that the library itself does not; added through <see cref="ImageDecoderOptions.Decoders"/>.</summary>
/// <remarks>
/// <para>Order: the decoders of the options are asked first, in the order of the list, then the built-in ones (JPEG, PNG, WebP, BMP, GIF).
/// The first that answers <see cref="CanDecode"/> with <see langword="true"/> decodes the file, and its errors are final:
/// no other one is tried.</para>
/// <para>Contract of an implementation: stateless or thread-safe; recognises files by content, never by name;
/// calls <see cref="DecodingRequest.RequireSize"/> after it has read the header and before it allocates pixels;
/// calls <see cref="DecodingRequest.RequirePage"/> where a file may hold several images;
/// watches <see cref="DecodingRequest.CancellationToken"/>, which also fires at <see cref="ImageDecoderOptions.TimeLimit"/>;
/// throws <see cref="UnsupportedImageException"/> for files that it cannot decode, and puts no personal data of the file into messages.
/// The core has checked the number of bytes, and puts the file's name in front of messages.</para>
/// </remarks>
public interface IImageDecoder
{
    /// <summary>Names the decoder in results, such as <c>libvips</c>.</summary>
    string Name { get; }

    /// <summary>Whether this decoder takes a file; looks at its bytes only, decodes nothing and never throws.</summary>
    /// <param name="encoded">The whole file.</param>
    bool CanDecode(ReadOnlySpan<byte> encoded);

    /// <summary>Decodes one image of the file; <see cref="DecodedImageBuilder"/> makes the result from rows.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="request">What is wanted, and the limits.</param>
    /// <returns>The upright, scaled image. The caller disposes it.</returns>
    /// <exception cref="UnsupportedImageException">The file is damaged, of a kind that is not decoded, or has no such page.</exception>
    /// <exception cref="ImageTooLargeException">The image has more pixels than the request allows.</exception>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request);
}
