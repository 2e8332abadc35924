namespace Backorders.Notices;

/// <summary>What a mail tells: the order as it is when the mail goes out, beside what was last told.</summary>
/// <param name="Kind">received, changed, ready or cancelled.</param>
/// <param name="CustomerName">Null: greeted without a name.</param>
/// <param name="Locale">A language tag such as <c>en</c> or <c>de-AT</c>; null, or without texts: English.</param>
/// <param name="Lines">All lines of the order, in its order.</param>
/// <param name="Reason">Why, in the shop's words: of units that were lost, or of the cancel; null: nobody said.</param>
/// <param name="CanReply">An answer to the mail reaches the shop.</param>
/// <param name="Link">Where the customer may keep or cancel what waits; null: nowhere.</param>
public sealed record MailModel(
    string Kind, string ShopName, string OrderNumber, string? CustomerName, string? Locale,
    IReadOnlyList<MailLine> Lines, string? Reason, bool CanReply = false, string? Link = null);

/// <param name="Line">From 1.</param>
/// <param name="ProductName">Null: the SKU stands alone.</param>
/// <param name="Quantity">Units as ordered.</param>
/// <param name="State">waiting, allocated, shipped, cancelled or rejected.</param>
/// <param name="OldDate">The date last told; null: none was known, or it was told as ready.</param>
/// <param name="NewDate">Of a waiting line: its date now; null: none is known.</param>
/// <param name="Changed">A waiting line's date, or its lack of one, differs from what was last told.</param>
/// <param name="CancelledUnits">Units of the quantity that are cancelled, all of them in a cancelled line.</param>
/// <param name="LostReady">It was told as ready, and waits again.</param>
public sealed record MailLine(
    int Line, string Sku, string? ProductName, int Quantity, string State, DateOnly? OldDate, DateOnly? NewDate,
    bool Changed, int CancelledUnits, bool LostReady);

/// <param name="Subject">One line of 1 to 200 characters.</param>
/// <param name="Text">Plain text, lines ended by LF.</param>
/// <param name="Html">A whole HTML document without remote content, every value encoded.</param>
public sealed record RenderedMail(string Subject, string Text, string Html);
