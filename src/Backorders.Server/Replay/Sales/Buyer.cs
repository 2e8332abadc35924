namespace Backorders.Server.Replay.Sales;

/// <summary>A customer made up from the shop's pseudonymous number: the same number, the same person.</summary>
/// <param name="Key">What the cancels and returns of one customer have in common.</param>
internal sealed record Buyer(string Key, string Name, string Email)
{
    private static readonly string[] FirstNames =
        ["Ada", "Ben", "Clara", "David", "Edith", "Frank", "Grace", "Hugo", "Iris", "Jack", "Kate", "Liam", "Mary"];

    private static readonly string[] LastNames =
    [
        "Archer", "Baker", "Cooper", "Dyer", "Fisher", "Glover", "Hunter", "Mason", "Potter", "Sadler", "Tanner",
    ];

    /// <summary>Without an id the invoice stands for the customer: nobody else shares it.</summary>
    public static Buyer Of(string? customerId, string invoice)
    {
        var key = customerId is null ? $"invoice-{invoice}" : $"customer-{customerId}";
        var number = key.Aggregate(0, (sum, c) => ((sum * 31) + c) % 1_000_003);
        var name = $"{FirstNames[number % FirstNames.Length]} {LastNames[number / 13 % LastNames.Length]}";
        return new(key, name, $"{key}@example.com".ToLowerInvariant());
    }
}
