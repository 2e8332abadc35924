using System.Text.Json;
using System.Text.RegularExpressions;

namespace Backorders.Tests.Cosmos;

/// <summary>
/// The few sentences of Cosmos DB's SQL that this fake understands: documents, one member of them or their number, with
/// comparisons of members and parameters, IS_DEFINED and ARRAY_CONTAINS joined by AND and OR, ordered by members.
/// </summary>
internal sealed partial class FakeSql
{
    private const string CountForSum = "VALUE [{\"item\": COUNT(1)}]";
    private const string Count = "VALUE COUNT(1)";

    private readonly string[] tokens;
    private int position;

    private FakeSql(string text)
    {
        Text = text;
        tokens = [.. Token().Matches(text).Select(match => match.Value)];
    }

    public delegate bool Condition(JsonElement document, IReadOnlyDictionary<string, JsonElement> parameters);

    private delegate JsonElement? Value(JsonElement document, IReadOnlyDictionary<string, JsonElement> parameters);

    public string Text { get; }

    public bool Counts { get; private set; }

    public bool CountsForSum { get; private set; }

    /// <summary>Null: whole documents.</summary>
    public string? Projection { get; private set; }

    public Condition Where { get; private set; } = (_, _) => true;

    public List<(string Member, string Direction)> Orders { get; } = [];

    /// <summary>All that it asks for.</summary>
    public HashSet<string> Members { get; } = [];

    /// <summary>The query that each partition is sent when their counts are summed up.</summary>
    public static string ForSum(string text) => text.Replace(Count, CountForSum, StringComparison.Ordinal);

    /// <exception cref="RefusedException">It is nothing that this fake understands.</exception>
    public static FakeSql Parse(string text)
    {
        var query = new FakeSql(text);
        query.Select();
        query.Expect("FROM");
        query.Expect("c");
        if (query.Accept("WHERE"))
        {
            query.Where = query.Either();
        }
        if (query.Accept("ORDER"))
        {
            query.Expect("BY");
            query.OrderBy();
        }
        return query.position == query.tokens.Length ? query : throw query.Unknown();
    }

    /// <summary>A document that lacks the member is not in the index, so not in the answer.</summary>
    public List<FakeDocument> InOrder(IEnumerable<FakeDocument> found)
    {
        if (Orders.Count == 0)
        {
            return [.. found];
        }
        var (member, direction) = Orders.Single();
        var ordered = found.Where(document => document.Root.TryGetProperty(member, out _))
            .OrderBy(document => document.Root.GetProperty(member), Comparer<JsonElement>.Create(Compare));
        return direction == "Descending" ? [.. ordered.Reverse()] : [.. ordered];
    }

    private void Select()
    {
        Expect("SELECT");
        if (Accept("*"))
        {
            return;
        }
        Expect("VALUE");
        if (Accept("c"))
        {
            Expect(".");
            Projection = Next();
            return;
        }
        CountsForSum = Accept("[");
        foreach (var token in CountsForSum ? ["{", "\"item\"", ":"] : Array.Empty<string>())
        {
            Expect(token);
        }
        foreach (var token in new[] { "COUNT", "(", "1", ")" })
        {
            Expect(token);
        }
        foreach (var token in CountsForSum ? ["}", "]"] : Array.Empty<string>())
        {
            Expect(token);
        }
        Counts = true;
    }

    private Condition Either()
    {
        var first = Both();
        while (Accept("OR"))
        {
            var (one, other) = (first, Both());
            first = (document, parameters) => one(document, parameters) || other(document, parameters);
        }
        return first;
    }

    private Condition Both()
    {
        var first = One();
        while (Accept("AND"))
        {
            var (one, other) = (first, One());
            first = (document, parameters) => one(document, parameters) && other(document, parameters);
        }
        return first;
    }

    private Condition One()
    {
        if (Accept("("))
        {
            var inner = Either();
            Expect(")");
            return inner;
        }
        if (Accept("IS_DEFINED"))
        {
            Expect("(");
            var value = Operand();
            Expect(")");
            return (document, parameters) => value(document, parameters) is not null;
        }
        if (Accept("ARRAY_CONTAINS"))
        {
            Expect("(");
            var (array, _) = (Operand(), Expect(","));
            var (item, _) = (Operand(), Expect(")"));
            return (document, parameters) =>
                array(document, parameters) is { ValueKind: JsonValueKind.Array } items
                && item(document, parameters) is { } wanted
                && items.EnumerateArray().Any(one => IsComparable(one, wanted) && Compare(one, wanted) == 0);
        }
        return Comparison();
    }

    private Condition Comparison()
    {
        var (left, sign, right) = (Operand(), Next(), Operand());
        Func<int, bool> holds = sign switch
        {
            "=" => order => order == 0,
            "<" => order => order < 0,
            "<=" => order => order <= 0,
            ">" => order => order > 0,
            ">=" => order => order >= 0,
            _ => throw Unknown(),
        };
        return (document, parameters) =>
            left(document, parameters) is { } one && right(document, parameters) is { } other
            && IsComparable(one, other) && holds(Compare(one, other));
    }

    private Value Operand()
    {
        var token = Next();
        if (token.StartsWith('@'))
        {
            return (_, parameters) => parameters.TryGetValue(token, out var value) ? value : null;
        }
        if (token != "c")
        {
            throw Unknown();
        }
        var member = Member();
        return (document, _) => document.TryGetProperty(member, out var value) ? value : null;
    }

    private string Member()
    {
        Expect(".");
        var member = Next();
        Members.Add(member);
        return member;
    }

    private void OrderBy()
    {
        Expect("c");
        var member = Member();
        Orders.Add((member, Accept("DESC") ? "Descending" : "Ascending"));
        Accept("ASC");
    }

    private static bool IsComparable(JsonElement one, JsonElement other) =>
        one.ValueKind == other.ValueKind && one.ValueKind is JsonValueKind.String or JsonValueKind.Number;

    private static int Compare(JsonElement one, JsonElement other) => one.ValueKind == JsonValueKind.Number
        ? one.GetDouble().CompareTo(other.GetDouble())
        : string.CompareOrdinal(one.GetString(), other.GetString());

    private string Next() => position < tokens.Length ? tokens[position++] : throw Unknown();

    private bool Accept(string token)
    {
        var isNext = position < tokens.Length && tokens[position] == token;
        position += isNext ? 1 : 0;
        return isNext;
    }

    private bool Expect(string token) => Accept(token) ? true : throw Unknown();

    private RefusedException Unknown() => new(400, $"This fake does not understand '{Text}' at word {position + 1}.");

    [GeneratedRegex("""@\w+|\w+|"\w+"|<=|>=|\S""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
