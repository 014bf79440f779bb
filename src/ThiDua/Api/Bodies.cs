namespace ThiDua.Api;

/// <summary>Bodies that are read whole into memory, so only small ones.</summary>
public static class Bodies
{
    /// <exception cref="BadHttpRequestException">It is larger (413).</exception>
    public static async Task<byte[]> Read(HttpRequest request, int most)
    {
        var content = new MemoryStream();
        var piece = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(piece)) > 0;)
        {
            content.Write(piece, 0, read);
            if (content.Length > most) throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }
        return content.ToArray();
    }
}
