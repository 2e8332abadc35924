using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>What a change or look at a SKU's stock is answered to be.</summary>
internal static class StockAnswers
{
    public static void Check(Books books, Call call, StockAsk ask, Reply reply, string story)
    {
        var pool = books.Pool(ask.Shop, ask.Sku);
        var stood = pool?.Stood(ask.Kind, ask.Id);
        switch (reply.Status)
        {
            case 404:
                books.Hold(5, pool?.Since is not { } since || since >= call.From, $"{story}, and it is there", ask.Sku);
                break;
            case 409:
                var short_ = ask is AdjustAsk { Quantity: < 0 } less
                    && pool!.Stock.Between(call.From, books.Moment).Any(stock => stock.OnHand < -less.Quantity);
                books.Hold(
                    2, short_ && AnswerCheck.Problem(reply) == "insufficient-stock", $"{story}: there was enough",
                    pool!.Name);
                books.Hold(5, stood is null || pool.StoodSince(ask.Kind, ask.Id) >= call.From,
                    $"{story}, and it has taken effect before", pool.Name, ask.Id);
                break;
            case 422:
                books.Hold(
                    5, AnswerCheck.Problem(reply) == "id-conflict" && stood is not null && stood != ask.Content,
                    $"{story}: {stood ?? "nothing"} stands under its id", ask.Id);
                break;
            default:
                books.Hold(5, stood == ask.Content, $"{story}: {stood ?? "nothing"} stands under its id", ask.Id);
                CheckView(books, call, ask.Sku, reply.Body, story);
                break;
        }
    }

    public static void CheckView(Books books, Call call, string sku, JsonElement stock, string story)
    {
        var pool = books.Pool(call.Ask.Shop, sku) ?? throw books.Broken(15, $"{story}: there is none", sku);
        var shown = Picture(stock);
        var were = pool.Stock.Between(call.From, books.Moment).ToList();

        // The count of a hot pool may be younger than the units beside it.
        var counts = were.Select(stock => stock.WaitingLines).ToHashSet();
        books.Hold(
            2, were.Exists(stock => stock with { WaitingLines = shown.WaitingLines } == shown)
            && counts.Contains(shown.WaitingLines),
            $"{story}: it is shown as {shown}, and was {string.Join(" or ", were)}", pool.Name);
    }

    public static StockPicture Picture(JsonElement stock)
    {
        var backorder = stock.At("backorder")!.Value;
        return new(
            stock.Number("onHand"), stock.Number("allocated"), stock.Number("available"), stock.Number("backordered"),
            stock.Number("waitingLines"),
            string.Join(", ", stock.Items("inbound").Select(inbound => PoolSnapshot.Inbound(
                inbound.Text("shipment")!, inbound.Day("eta")!.Value, inbound.Number("expected"),
                inbound.Number("received")))),
            PoolSnapshot.Policy(
                backorder.Text("mode")!, backorder.Int("limit"), stock.Int("leadTimeDays"),
                stock.Number("handlingDays")));
    }
}
