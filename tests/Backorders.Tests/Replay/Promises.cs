using System.Globalization;

namespace Backorders.Tests.Replay;

/// <summary>What became of the dates that lines were first promised.</summary>
internal sealed record Promises(int Kept, int Made)
{
    public double Share => (double)Kept / Made;

    public static Promises operator +(Promises one, Promises other) =>
        new(one.Kept + other.Kept, one.Made + other.Made);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kept} of {Made} kept, {100 * Share:0.0} %");
}
