namespace Backorders.Simulation.Worlds;

/// <summary>Who takes the mails: a provider with a book of them, or any mail server.</summary>
/// <param name="KeepsABook">It knows what it took, delivers it once, and can be asked. A mail server does not.</param>
/// <param name="NeverServes">Addresses to which it says "not now" for ever.</param>
internal sealed record PostOffice(bool KeepsABook, Func<string, bool> NeverServes)
{
    /// <summary>One mailbox of so many is never served.</summary>
    private const int UnservedOneIn = 4;

    public static readonly PostOffice Provider = new(KeepsABook: true, _ => false);

    /// <summary>How long a mail may be on its way to a mail server.</summary>
    public TimeSpan InHand => KeepsABook ? TimeSpan.Zero : TimeSpan.FromSeconds(36);

    public static PostOffice Of(Random random)
    {
        var (isServer, someUnserved, which) = (
            random.Next(2) == 0, random.Next(3) == 0, random.Next(UnservedOneIn));
        return !isServer
            ? Provider
            : new(
                KeepsABook: false,
                address => someUnserved && address.Sum(letter => letter) % UnservedOneIn == which);
    }
}
