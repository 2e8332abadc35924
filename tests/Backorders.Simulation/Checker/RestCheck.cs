namespace Backorders.Simulation.Checker;

/// <summary>What must hold of the stored documents once everything has come to rest.</summary>
internal sealed class RestCheck(Books books)
{
    /// <param name="garbage">Messages that cannot be worked, sent by nobody of us.</param>
    public void Check(IReadOnlyCollection<string> garbage)
    {
        foreach (var order in books.Orders.All)
        {
            CheckOrder(order);
        }

        foreach (var pool in books.Pools)
        {
            CheckPool(pool);
        }

        foreach (var name in books.Shipments.Names)
        {
            CheckShipment(name);
        }

        foreach (var news in books.Answers.Promised)
        {
            books.Hold(
                6, books.Shipments.Find(news) is (true, true), $"{news} was answered 202 and has no effect",
                news.WebhookId);
        }

        books.Answers.Links.CheckAtRest();
        books.Intake.CheckGarbage();
        foreach (var message in garbage)
        {
            books.Hold(7, books.KeptPoison.Contains(message), $"'{message}' was given up and not kept", message);
        }
    }

    private void CheckOrder(BookedOrder order)
    {
        var stored = order.Stored;
        books.Hold(
            4, stored.Is("placed") && stored.Number("actionsDone") == order.Actions.Count, $"{order.Name} is half done",
            order.Name);
        books.Hold(
            9, !stored.Is("noticeOpen") && order.Notices.Values.All(notice => notice.Number("state") > 1),
            $"{order.Name} has a notice under way", order.Name);
        var views = Enumerable.Range(1, order.Ask.Lines.Count).Select(number => books.LineOf(order, number)
            ?? throw books.Broken(4, $"line {number} of {order.Name} has no place", order.Name)).ToList();
        var now = views.Select(line => ToldLine.Of(line.Views.Last)).ToList();
        var due = NoticeBook.Due(order, now);
        books.Hold(
            9, due is null,
            $"{order.Name}: a {due} mail is due, it was told {string.Join(", ", order.Told)} and is "
            + string.Join(", ", now), order.Name);
        var words = views.Select(line => line.Views.Last.Status).ToHashSet();
        books.Hold(
            9, words.Contains(stored.Text("status")!) && OrderAnswers.StatusOf(words) == stored.Text("status"),
            $"{order.Name} is listed as {stored.Text("status")}, and its lines are {string.Join(", ", words)}",
            order.Name);
        CheckMails(order);
    }

    private void CheckMails(BookedOrder order)
    {
        var mails = books.Mails.Delivered(order.Name);
        var story = $"{order.Name} got {string.Join(", ", mails.Select(mail => mail.Kind))}";
        var (sent, unclear) = (Ids(order, 2), Ids(order, 5));
        var got = mails.Select(mail => mail.Id).ToList();
        books.Hold(
            8, sent.All(got.Contains) && got.All(id => sent.Contains(id) || unclear.Contains(id)),
            $"{story}, and that is not what was sent", order.Name);
        books.Hold(
            9, mails.Skip(1).All(mail => mail.Kind != "received"), $"{story}: received is no first mail", order.Name);
        books.Hold(9, order.Waited || mails.Count == 0, $"{story}, and it never waited", order.Name);
    }

    private static List<string> Ids(BookedOrder order, long state) => [.. order.Notices.Values
        .Where(notice => notice.Number("state") == state).Select(notice => notice.At("mail")!.Value.Text("id")!)];

    private void CheckPool(PoolBook pool)
    {
        var head = pool.Head;
        books.Hold(
            9, head.Number("releasedTo") == head.Number("allocatedTo") && head.Items("toTell").Count == 0
            && head.Number("vanishing") == 0, $"{pool.Name} has something left to tell: {head}", pool.Name);
        foreach (var line in pool.Lines.Values)
        {
            books.Hold(
                4, books.Orders.Line(pool.Shop, line.Order, line.Number)?.Sku == pool.Sku,
                $"{pool.Name} holds {line.Key}, and no order has that", pool.Name, line.Order);
        }
    }

    private void CheckShipment(string name)
    {
        var (shop, version) = (name[..name.IndexOf('|', StringComparison.Ordinal)], books.Shipments.Version(name));
        var stored = books.Shipments.Stored(name);
        books.Hold(6, stored.Number("takenOver") == version, $"{name} is not taken over: {stored}", name);
        foreach (var sku in books.Shipments.Skus(name))
        {
            var taken = books.Pool(shop, sku)?.Taken.GetValueOrDefault(stored.Text("shipment")!);
            books.Hold(6, taken == version, $"{name}: {sku} has version {taken} of {version}", name, $"{shop}|{sku}");
        }
    }
}
