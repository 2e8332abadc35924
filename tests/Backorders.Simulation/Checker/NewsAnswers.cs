namespace Backorders.Simulation.Checker;

/// <summary>What a supplier is answered.</summary>
internal static class NewsAnswers
{
    public static void Check(Books books, Call call, NewsAsk ask, Reply reply, string story)
    {
        var (stored, _) = books.Shipments.Find(ask);
        switch (reply.Status)
        {
            case 202:
                books.Hold(6, !ask.IsForged, $"{story}: it was forged", ask.WebhookId);
                books.Hold(6, stored, $"{story}, and it is not there", ask.WebhookId);
                books.Answers.Promise(ask);
                break;
            case 401:
                books.Hold(
                    6, ask.IsForged || call.From <= books.ClocksWereOff, $"{story}: it was signed well and lately",
                    ask.WebhookId);
                break;
            case 403:
                var owner = books.Shipments.Supplier($"{ask.Shop}|{ask.Shipment}");
                books.Hold(6, owner is not null && owner != ask.Supplier, $"{story}: it is its own", ask.Shipment);
                books.Hold(6, !stored, $"{story}, and it counts", ask.WebhookId);
                break;
            case 422 when AnswerCheck.Problem(reply) == "id-conflict":
                var other = books.History.News(ask.Shop, ask.Supplier, ask.WebhookId)
                    .Any(known => !known.IsForged && known.Content != ask.Content);
                books.Hold(6, other && !stored, $"{story}: it said nothing else", ask.WebhookId);
                break;
            case 422 when AnswerCheck.Problem(reply) == "unknown-sku":
                var unknown = ask.Lines?.Any(line => books.Pool(ask.Shop, line.Sku) is not { Since: { } since }
                    || since >= call.From) ?? false;
                books.Hold(6, unknown && !stored, $"{story}: all its SKUs are known", ask.WebhookId);
                break;
            default:
                throw books.Broken(15, $"{story}: why?", ask.WebhookId);
        }
    }
}
