using Backorders.Server.Settings;
using Microsoft.Extensions.Configuration;

namespace Backorders.Tests.Infra;

/// <summary>The settings of the function app, read by the app's own reader as when it starts in Azure.</summary>
public sealed class AppSettingsTests
{
    /// <summary>What only Azure knows, as it looks there.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["AZURE_CLIENT_ID"] = "22222222-2222-2222-2222-222222222222",
        ["Cosmos__Endpoint"] = "https://backorders-dev.documents.azure.com:443/",
        ["Cosmos__Database"] = "backorders",
        ["QueueStorage__queueServiceUri"] = "https://stbackorders.queue.core.windows.net/",
        ["QueueStorage__clientId"] = "22222222-2222-2222-2222-222222222222",
        ["MailFrom"] = "DoNotReply@33333333-3333-3333-3333-333333333333.azurecomm.net",
        ["Acs__Endpoint"] = "https://backorders-dev.europe.communication.azure.com",
        ["PublicUrl"] = "https://backorders-dev.azurewebsites.net",
        ["AzureWebJobsStorage__blobServiceUri"] = "https://stbackorders.blob.core.windows.net/",
        ["AzureWebJobsStorage__queueServiceUri"] = "https://stbackorders.queue.core.windows.net/",
        ["AzureWebJobsStorage__clientId"] = "22222222-2222-2222-2222-222222222222",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=44444444-4444-4444-4444-444444444444",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "ClientId=22222222;Authorization=AAD",
    };

    public static TheoryData<string> Environments => [.. Template.EnvironmentNames];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_app_starts_on_what_it_is_set_to(string environment)
    {
        var deployment = await Template.Of(environment);
        var options = ReadOptions.ForFunctions(Configuration(Resolved(deployment)));

        var store = Assert.IsType<StoreChoice.Cosmos>(options.Adapters.Store);
        Assert.True(store.Direct);
        Assert.Equal(
            store.Database, Assert.Single(deployment.NamesOf("Microsoft.DocumentDB/databaseAccounts/sqlDatabases")));
        Assert.IsType<QueueChoice.Azure>(options.Adapters.Queue);
        Assert.IsType<MailChoice.Acs>(options.Adapters.Mail);
        Assert.NotEmpty(options.Shops.All);
        Assert.False(options.Development);
        Assert.Equal("https", options.PublicUrl?.Scheme);
        Assert.False(options.UsesDataFolder, "An instance's disk is gone with it.");
    }

    [Theory]
    [InlineData("Cosmos__Endpoint")]
    [InlineData("QueueStorage__queueServiceUri")]
    [InlineData("Acs__Endpoint")]
    [InlineData("MailFrom")]
    [InlineData("Keys__Signing")]
    [InlineData("Store")]
    [InlineData("Queue")]
    [InlineData("Mail")]
    public async Task Without_any_one_of_them_it_would_say_what_is_missing(string setting)
    {
        var settings = Resolved(await Template.Of("prod"));
        Assert.True(settings.Remove(setting));

        Assert.Throws<BadSettingException>(() => ReadOptions.ForFunctions(Configuration(settings)));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Secrets_are_references_to_the_vault_and_nothing_else_is_secret(string environment)
    {
        var settings = (await Template.Of(environment)).Settings;
        var secrets = settings.Where(setting => IsSecret(setting.Key)).ToList();

        Assert.Contains(secrets, secret => secret.Key == "Keys__Signing");
        Assert.All(secrets, secret => Assert.Contains("@Microsoft.KeyVault(VaultName=", secret.Value));
        Assert.All(settings, setting => Assert.DoesNotMatch(
            "(?i)AccountKey|AccessKey|SharedAccess|Password|whsec_|listKeys", $"{setting.Key}={setting.Value}"));
        Assert.DoesNotContain(settings.Keys, name => name.EndsWith("ConnectionString", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_host_and_its_triggers_reach_their_storage_with_the_identity(string environment)
    {
        var settings = (await Template.Of(environment)).Settings;

        Assert.All(["QueueStorage", "AzureWebJobsStorage"], connection =>
        {
            Assert.DoesNotContain(connection, settings.Keys);
            Assert.Contains($"{connection}__queueServiceUri", settings.Keys);
            Assert.Equal("managedidentity", settings[$"{connection}__credential"]);
            Assert.Equal(settings["AZURE_CLIENT_ID"], settings[$"{connection}__clientId"]);
        });
        Assert.Contains("AzureWebJobsStorage__blobServiceUri", settings.Keys);
        Assert.Contains("Authorization=AAD", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Flex_Consumption_takes_every_setting_by_its_name(string environment) =>
        Assert.All((await Template.Of(environment)).Settings.Keys, name =>
        {
            Assert.Matches("^[A-Za-z0-9_]+$", name);
            Assert.DoesNotMatch("^(FUNCTIONS_|WEBSITE_|SCM_|ENABLE_ORYX|APPINSIGHTS_INSTRUMENTATIONKEY)", name);
        });

    [Fact]
    public async Task Azures_own_mail_domain_gets_its_own_pace()
    {
        var settings = (await Template.Of("dev")).Settings;

        Assert.Equal(("5", "10"), (settings["MailPace__PerMinute"], settings["MailPace__PerHour"]));
    }

    private static bool IsSecret(string name) =>
        name.StartsWith("Keys__", StringComparison.Ordinal) || name.Contains("__Secrets__", StringComparison.Ordinal);

    private static Dictionary<string, string?> Resolved(Deployment deployment) =>
        deployment.Settings.ToDictionary(setting => setting.Key, setting => Resolve(setting.Key, setting.Value));

    private static string? Resolve(string name, string value)
    {
        if (IsSecret(name))
        {
            var bytes = Convert.ToBase64String(new byte[32]);
            return name.StartsWith("Keys__", StringComparison.Ordinal) ? bytes : $"whsec_{bytes}";
        }

        return value.StartsWith('[') ? Known[name] : value;
    }

    private static IConfigurationRoot Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(
                setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value))
            .Build();
}
