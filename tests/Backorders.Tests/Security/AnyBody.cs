using System.Text;
using CsCheck;

namespace Backorders.Tests.Security;

/// <summary>
/// Bodies that nearly are what a route expects: JSON of the contract's member names with values that parsers get
/// wrong, and such JSON with its bytes damaged.
/// </summary>
internal static class AnyBody
{
    private const int Deepest = 2;

    /// <summary>What numbers, dates, ids, mailboxes and text look like when somebody means harm or makes a mistake.
    /// </summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "2", "1000000", "1000001", "2147483648", "-9223372036854775809",
        "1e400", "1.0", "1E0", "-0", "0.1e-400", "[]", "{}", "[[]]", "[{}]", "\"\"", "\" \"",
        "\"TV-55\"", "\"HDMI-2M\"",
        "\"WEB-1\"", "\"../../etc\"", "\"a b\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\r\\nBcc: x\"",
        "\"\\u2028\"", "\"ada@example.com\"", "\"a@b@c\"", "\"Ada <ada@example.com>\"", "\"käse@kühl.example\"",
        "\"2026-11-22\"", "\"2026-11-22T10:00:00Z\"", "\"2026-02-30\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59-14:00\"", "\"2026-11-22T10:00:60Z\"", "\"deny\"", "\"allow\"", "\"en\"", "\"de-AT\"",
        "\"shipment.announced\"", "\"shipment.delayed\"", "\"shipment.arrived\"", "\"shipment.closed\"",
        "\"PO-77\"", "\"<script>\"", "\"{{ 7 | times: 7 }}\"", "\"' OR 1=1 --\"",
    ];

    private static readonly Gen<string> LongText =
        Gen.Int[60, 3_000].Select(length => $"\"{new string('x', length)}\"");

    /// <summary>JSON whose objects have these members, often in the way that is expected and often not.</summary>
    /// <param name="good">Bodies that are taken as they are.</param>
    public static Gen<byte[]> Of(string[] members, params string[] good)
    {
        var json = Gen.Frequency(
            (3, OneOf(good).SelectMany(text => Replaced(text, members))),
            (2, Tree(members, Deepest)));
        return Gen.Frequency(
            (6, json.Select(Encoding.UTF8.GetBytes)),
            (3, Gen.Select(json, Damage, (text, damage) => damage(Encoding.UTF8.GetBytes(text)))),
            (1, Gen.Byte.Array[0, 400]));
    }

    public static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    /// <summary>A body that is taken, with some of its values changed for others.</summary>
    private static Gen<string> Replaced(string good, string[] members) =>
        Gen.Select(OneOf(members), Value(members, 1), Gen.Bool, (member, value, twice) =>
        {
            var at = good.IndexOf($"\"{member}\":", StringComparison.Ordinal);
            if (at < 0)
            {
                return good.Insert(1, $"\"{member}\":{value},");
            }

            var from = at + member.Length + 3;
            var to = good.IndexOfAny([',', '}', ']'], from);
            return twice ? good.Insert(at, $"\"{member}\":{value},") : good[..from] + value + good[to..];
        });

    private static Gen<string> Tree(string[] members, int depth) =>
        Gen.Select(OneOf(members), Value(members, depth)).Array[0, 7].Select(pairs =>
            "{" + string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\": {pair.Item2}")) + "}");

    private static Gen<string> Value(string[] members, int depth) => depth == 0
        ? OneOf(Values)
        : Gen.Frequency(
            (8, OneOf(Values)),
            (1, LongText),
            (1, Gen.Int[0, 40].Select(levels => new string('[', levels) + new string(']', levels))),
            (2, Tree(members, depth - 1)),
            (3, Tree(members, depth - 1).Array[0, 6].Select(items => $"[{string.Join(',', items)}]")));

    private static readonly Gen<Func<byte[], byte[]>> Damage = Gen.Frequency(
        (3, Gen.Select(Gen.Double.Unit, Gen.Byte, Flip)),
        (2, Gen.Double.Unit.Select(Cut)),
        (2, Gen.Select(Gen.Double.Unit, Gen.Byte.Array[1, 6], Insert)),
        (1, Gen.Select(Gen.Double.Unit, Gen.Double.Unit, Repeat)));

    private static Func<byte[], byte[]> Flip(double at, byte with) => body =>
    {
        if (body.Length > 0)
        {
            body[Index(body, at)] ^= with;
        }

        return body;
    };

    private static Func<byte[], byte[]> Cut(double at) => body => body[..Index(body, at)];

    private static Func<byte[], byte[]> Insert(double at, byte[] what) =>
        body => [.. body[..Index(body, at)], .. what, .. body[Index(body, at)..]];

    private static Func<byte[], byte[]> Repeat(double from, double to) => body =>
    {
        var (first, last) = (Index(body, Math.Min(from, to)), Index(body, Math.Max(from, to)));
        return [.. body[..last], .. body[first..]];
    };

    private static int Index(byte[] body, double at) => (int)(at * Math.Max(0, body.Length - 1));
}
