using Backorders.Api.Customers;

namespace Backorders.Api.Document;

/// <summary>What the document says about customers' pages.</summary>
internal static class CustomerOperations
{
    private const string Tag = "Customers";
    private const string Html = "text/html";

    public static IReadOnlyList<DescribedOperation> All => [Show(), Choose()];

    private static DescribedOperation Show() => new(
        "CustomerPage", Tag, "Show a customer the order",
        "The link of a mail: the order as it is now, and whether what waits is kept or cancelled. Looking changes "
        + "nothing, however often. A link that was changed, has expired or leads nowhere: 404, always the same.")
    {
        Answers = [new DescribedAnswer(200, "The page.", "Page") { MediaType = Html }],
    };

    private static DescribedOperation Choose() => new(
        "CustomerChoice", Tag, "Take a customer's choice",
        "`keep` is noted at the order; `cancel` cancels the lines that waited when the mail was written, as far as "
        + "they have not shipped. The same any number of times is once; a cancel stands.")
    {
        Request = new DescribedBody("CustomerChoice", """{ "choice": "keep" }""") { MediaType = ChoiceForm.MediaType },
        Answers =
        [
            new DescribedAnswer(303, "Taken, or taken before; the page shows what came of it.")
            {
                Headers = [("Location", "The page.")],
            },
            new DescribedAnswer(422, "The page once more: nothing was chosen, and nothing was done.", "Page")
            {
                MediaType = Html,
            },
        ],
    };
}
