using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Backorders.Server.Replay;

/// <summary>
/// Chance that the seed decides. Each thing has dice of its own, so that no throw depends on what else is played.
/// </summary>
internal static class Dice
{
    public static Random For(int seed, string thing) =>
        new(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{thing}"))));

    public static bool Chance(this Random dice, int percent) => dice.Next(100) < percent;
}
