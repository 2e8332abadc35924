using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What the document says about suppliers' items.</summary>
internal static class SupplierItemOperations
{
    private const string Tag = "Suppliers";

    private const string Terms = """
        { "price": 12.50, "currency": "EUR", "leadTimeDays": 14, "minimum": 20, "pack": 10, "validTo": "2027-06-30",
          "active": true }
        """;

    private const string Item = """
        { "supplier": "acme", "sku": "TV-55", "price": 12.50, "currency": "EUR", "leadTimeDays": 14, "minimum": 20,
          "pack": 10, "validTo": "2027-06-30", "active": true }
        """;

    private const string Page = $$"""{ "items": [ {{Item}} ], "next": null }""";

    public static IReadOnlyList<DescribedOperation> All => [Put(), Get(), List()];

    private static DescribedOperation Put() => new(
        "PutSupplierItem", Tag, "Say on what terms a supplier delivers a SKU",
        "Suppliers are those of the shop's settings. The same again changes nothing.")
    {
        Request = new DescribedBody("SupplierItemTerms", Terms),
        Answers =
        [
            new DescribedAnswer(201, "The item is new.", "SupplierItem", Item)
            {
                Headers = [("Location", "The item's address.")],
            },
            new DescribedAnswer(200, "The item as it is now.", "SupplierItem", Item),
        ],
        Refusals = [SampleProblems.NotFound, SampleProblems.NoSuchSku],
    };

    private static DescribedOperation Get() => new(
        "GetSupplierItem", Tag, "Show on what terms a supplier delivers a SKU", "Price, lead time, minimum and pack.")
    {
        Answers = [new DescribedAnswer(200, "The item.", "SupplierItem", Item)],
        Refusals = [SampleProblems.NotFound, SampleProblems.NoSuchSku],
    };

    private static DescribedOperation List() => new("ListSupplierItems", Tag, "List a supplier's items", "By SKU.")
    {
        Parameters =
        [
            Limit(),
            After(),
        ],
        Answers = [new DescribedAnswer(200, "A page.", "SupplierItemPage", Page)],
        Refusals = [SampleProblems.NotFound, SampleProblems.MalformedQuery],
    };
}
