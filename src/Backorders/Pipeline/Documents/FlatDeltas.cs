namespace Backorders.Pipeline.Documents;

/// <summary>Rising positions as their differences, LEB128, in base64: some four characters a position.</summary>
internal static class FlatDeltas
{
    private const int MaxBytes = 10;

    public static string? Write(ReadOnlySpan<long> rising, long start)
    {
        if (rising.IsEmpty)
        {
            return null;
        }

        var bytes = new List<byte>(rising.Length * 3);
        foreach (var position in rising)
        {
            for (var delta = (ulong)(position - start); ; delta >>= 7)
            {
                if (delta < 0x80)
                {
                    bytes.Add((byte)delta);
                    break;
                }

                bytes.Add((byte)((delta & 0x7F) | 0x80));
            }

            start = position;
        }

        return Convert.ToBase64String(bytes.ToArray());
    }

    /// <exception cref="InvalidDataException">The text is not what <see cref="Write"/> makes.</exception>
    public static long[] Read(string? text, long start)
    {
        if (text is null)
        {
            return [];
        }

        var positions = new List<long>();
        var (delta, bits) = (0UL, 0);
        foreach (var part in Convert.FromBase64String(text))
        {
            if (bits >= 7 * MaxBytes)
            {
                throw new InvalidDataException("A stored position has too many bytes.");
            }

            delta |= (ulong)(part & 0x7F) << bits;
            bits += 7;
            if (part < 0x80)
            {
                start += (long)delta;
                positions.Add(start);
                (delta, bits) = (0UL, 0);
            }
        }

        return positions.ToArray();
    }
}
