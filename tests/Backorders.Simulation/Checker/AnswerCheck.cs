using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>Every answer must be what the contract says to that ask, and true at some moment while it was asked.
/// </summary>
internal sealed class AnswerCheck(Books books)
{
    private const string ProblemPrefix = "https://backorders.dev/problems/";

    private static readonly Dictionary<string, int[]> Statuses = new(StringComparer.Ordinal)
    {
        ["order"] = [200, 201, 422, 503],
        ["cancel"] = [200, 404, 409, 422, 503],
        ["ship"] = [200, 404, 409, 422, 503],
        ["count"] = [200, 201, 422, 503],
        ["adjustment"] = [200, 404, 409, 422, 503],
        ["receipt"] = [200, 404, 422, 503],
        ["page"] = [200, 404, 503],
        ["choice"] = [303, 404, 503],
        ["news"] = [202, 401, 403, 422, 503],
    };

    private static readonly int[] GetStatuses = [200, 404, 503];

    private readonly List<NewsAsk> promised = [];

    public LinkAnswers Links { get; } = new(books);

    /// <summary>News that somebody was told will count.</summary>
    public IReadOnlyList<NewsAsk> Promised => promised;

    public void Promise(NewsAsk news) => promised.Add(news);

    /// <param name="text">The body as it came.</param>
    public void Answered(Call call, Reply reply, string text)
    {
        var story = $"{call.Ask} was answered {reply.Status} {text}";
        books.Shown(call.Ask.Shop, text);
        var allowed = Statuses.GetValueOrDefault(call.Ask.Kind, GetStatuses);
        books.Hold(15, allowed.Contains(reply.Status), $"{story}: no such status");
        if (reply.Status >= 400 && call.Ask is not LinkAsk)
        {
            CheckProblem(reply, story);
        }

        if (reply.Status == 503)
        {
            return;
        }

        switch (call.Ask)
        {
            case OrderAsk order:
                OrderAnswers.Check(books, call, order, reply, story);
                break;
            case CancelAsk cancel:
                ChangeAnswers.Check(books, call, cancel, reply, story);
                break;
            case ShipAsk ship:
                ChangeAnswers.Check(books, call, ship, reply, story);
                break;
            case StockAsk stock:
                StockAnswers.Check(books, call, stock, reply, story);
                break;
            case LinkAsk link:
                Links.Check(link, reply, story);
                break;
            case NewsAsk news:
                NewsAnswers.Check(books, call, news, reply, story);
                break;
            case GetAsk { What: "order" } get when reply.Status == 200:
                OrderAnswers.CheckView(books, call, get.Of, reply.Body, story);
                break;
            case GetAsk { What: "order" } get:
                var missing = books.Orders.Find(get.Shop, get.Of) is not { } there || there.CreatedAt >= call.From;
                books.Hold(4, missing, $"{story}, and it is there", get.Of);
                break;
            case GetAsk { What: "stock" } get when reply.Status == 200:
                StockAnswers.CheckView(books, call, get.Of, reply.Body, story);
                break;
        }
    }

    public static string? Problem(Reply reply) => Problem(reply.Body);

    public static string? Problem(JsonElement problem) =>
        problem.Text("type") is { } type && type.StartsWith(ProblemPrefix, StringComparison.Ordinal)
            ? type[ProblemPrefix.Length..]
            : null;

    private void CheckProblem(Reply reply, string story) => books.Hold(
        15,
        reply.ContentType == "application/problem+json" && Problem(reply) is not null
        && reply.Body.Number("status") == reply.Status && reply.Body.Text("title") is { Length: > 0 }
        && reply.Body.Text("detail") is { Length: > 0 },
        $"{story}: that is no problem");
}
