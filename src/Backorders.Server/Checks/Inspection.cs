using Azure.Core;
using Backorders.Azure.Cosmos;
using Backorders.Pipeline.Ports;
using Backorders.Server.Settings;

namespace Backorders.Server.Checks;

/// <summary>
/// Looks at everything that the settings name; each look ends in time, and none keeps the others from being made. What
/// a start would make is made: the data folder and its key, and in development what a service lacks.
/// </summary>
/// <param name="services">The adapters that the settings chose.</param>
/// <param name="limit">For each look; some are made side by side.</param>
internal sealed class Inspection(
    BackordersOptions options, IServiceProvider services, TimeSpan limit, TimeProvider machine)
{
    /// <summary>An id that no document has.</summary>
    private const string Nothing = "nothing";

    /// <summary>Who gets a token for one of Azure's services gets one for any.</summary>
    private const string AnyService = "https://storage.azure.com/.default";

    /// <summary>Nothing in the folder is looked at then: its own troubles would hide the one that matters.</summary>
    private static readonly Trouble InTheFolder = new(
        "It is in the data folder, which cannot be used.", "See data, above: the rest follows from it.");

    private bool isFolderBroken;

    public async IAsyncEnumerable<Finding> Run()
    {
        yield return new("shops", Shops());
        if (options.UsesDataFolder)
        {
            var folder = await Look("data", options.DataFolder, DataFolder.Setting, PrepareFolder);
            isFolderBroken = folder.Trouble is not null;
            yield return folder;
        }

        yield return await Look("key", Key(), "Keys__Signing", InFolder(options.SigningKey is null, OpenKey));
        if (options.Adapters.UsesIdentity)
        {
            yield return await Look("signin", "as whoever we are in Azure", "AZURE_CLIENT_ID", SignIn);
        }

        var store = LookAtStore();
        var queue = Look(
            "queue", Whereabouts.OfQueue(options), options.Adapters.Queue.Setting,
            InFolder(options.Adapters.Queue is QueueChoice.Embedded, AskQueues));
        var mail = Look(
            "mail", Whereabouts.OfMail(options), options.Adapters.Mail.Setting,
            InFolder(options.Adapters.Mail is MailChoice.Folder, AskMailer));
        yield return await store;
        yield return await queue;
        yield return await mail with { Concern = options.Concern };
        yield return new("links", Whereabouts.OfLinks(options));
    }

    /// <summary>Whether it is there is soon known; what it lacks takes its time to be made.</summary>
    private async Task<Finding> LookAtStore()
    {
        var (where, setting) = (Whereabouts.OfStore(options), options.Adapters.Store.Setting);
        if (options.Adapters.Store is not StoreChoice.Cosmos { Access: var access })
        {
            return await Look("store", where, setting, InFolder(true, AskStore));
        }

        var found = await Look("store", where, setting, stop => Reach.Of(access, stop));
        return found.Trouble is not null
            ? found
            : await Look(
                "store", where, setting, AskCosmos,
                access is Access.ConnectionString ? CosmosStore.ToMakeContainers : limit);
    }

    private async Task<Finding> Look(
        string what, string where, string setting, Func<CancellationToken, Task<Trouble?>> ask,
        TimeSpan? patience = null)
    {
        var longest = patience ?? limit;
        using var stop = new CancellationTokenSource(longest, machine);
        try
        {
            // Not every client ends when it is told to: the wait does.
            var asked = Task.Run(() => ask(stop.Token), CancellationToken.None);
            return new(what, where, await asked.WaitAsync(stop.Token));
        }
        // Whatever it ended with is what was to be found out.
        catch (Exception e)
        {
            return new(what, where, Troubles.Of(e, setting, longest));
        }
    }

    private Func<CancellationToken, Task<Trouble?>> InFolder(
        bool isInFolder, Func<CancellationToken, Task<Trouble?>> ask) =>
        isInFolder && isFolderBroken ? _ => Task.FromResult<Trouble?>(InTheFolder) : ask;

    private string Shops() => string.Join("; ", options.Shops.All.Select(shop =>
    {
        var keys = shop.Keys.Select(key => key.Hash).Distinct().Count();
        return $"{shop.Id}: {keys} {(keys == 1 ? "key" : "keys")}, "
            + (shop.Suppliers.Count == 0 ? "no suppliers" : $"suppliers {string.Join(", ", shop.Suppliers.Keys)}");
    }));

    private string Key() => options.SigningKey is null
        ? Path.Combine(options.DataFolder, SigningKeyFile.Name)
        : "as set";

    private Task<Trouble?> PrepareFolder(CancellationToken cancellationToken)
    {
        DataFolder.Prepare(options.DataFolder);
        return Well;
    }

    private Task<Trouble?> OpenKey(CancellationToken cancellationToken)
    {
        _ = options.SigningKey ?? SigningKeyFile.Open(options.DataFolder);
        return Well;
    }

    private async Task<Trouble?> SignIn(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<TokenCredential>().GetTokenAsync(
            new TokenRequestContext([AnyService]), cancellationToken);
        return null;
    }

    private async Task<Trouble?> AskCosmos(CancellationToken cancellationToken) => CosmosContainers.TroubleOf(
        await services.GetRequiredService<CosmosStore>().Open(cancellationToken)) ?? await AskStore(cancellationToken);

    private async Task<Trouble?> AskStore(CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IStore>();
        await store.Read(new(Container.Shops, Nothing), Nothing, cancellationToken);
        return null;
    }

    private async Task<Trouble?> AskQueues(CancellationToken cancellationToken)
    {
        if (options.Adapters.Queue is QueueChoice.Azure { Access: var access }
            && await Reach.Of(access, cancellationToken) is { } unreachable)
        {
            return unreachable;
        }

        var queue = services.GetRequiredService<IWorkQueue>();
        await Task.WhenAll(QueueNames.All.SelectMany(name => new[] { name, name + QueueNames.PoisonSuffix })
            .Select(name => queue.Wait(name, TimeSpan.Zero, cancellationToken)));
        return null;
    }

    private async Task<Trouble?> AskMailer(CancellationToken cancellationToken)
    {
        var unreachable = options.Adapters.Mail switch
        {
            MailChoice.Acs acs => await Reach.Of(acs.Access, cancellationToken),
            MailChoice.Smtp smtp => await Reach.Of(
                smtp.Server.Host, smtp.Server.Port, smtp.Setting, cancellationToken),
            _ => null,
        };
        if (unreachable is null)
        {
            await services.GetRequiredService<IMailer>().Check(cancellationToken);
        }

        return unreachable;
    }

    private static Task<Trouble?> Well => Task.FromResult<Trouble?>(null);
}
