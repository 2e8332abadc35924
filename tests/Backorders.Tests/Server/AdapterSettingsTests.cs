using Backorders.Azure.Mail;
using Backorders.Notices;
using Backorders.Server.Settings;
using MailKit.Security;
using Microsoft.Extensions.Configuration;

namespace Backorders.Tests.Server;

public sealed class AdapterSettingsTests
{
    private const string Key = GivenSettings.Key;
    private const string CosmosText = $"AccountEndpoint=https://127.0.0.1:8081/;AccountKey={Key}";
    private const string AcsText = $"endpoint=http://127.0.0.1:9/;accesskey={Key}";

    private static readonly string[] Cosmos =
        ["Store=cosmos", "Cosmos__Endpoint=https://shop.documents.azure.com", $"Keys__Signing={Key}"];

    private static readonly string[] Azure =
        ["Queue=azure", "QueueStorage__queueServiceUri=https://shop.queue.core.windows.net"];

    private static readonly string[] Acs =
        ["Mail=acs", "MailFrom=shop@shop.example", "Acs__Endpoint=https://shop.communication.azure.com"];

    private static readonly string[] Smtp = ["Mail=smtp", "MailFrom=shop@shop.example", "Smtp__Host=smtp.shop.example"];

    [Fact]
    public void Whoever_sets_nothing_has_everything_in_the_data_folder()
    {
        var options = Read();

        Assert.Equal(AdapterOptions.Embedded, options.Adapters);
        Assert.Equal(new MailChoice.Folder("no-reply@backorders.localhost"), options.Adapters.Mail);
        Assert.True(options is { UsesDataFolder: true, Adapters.UsesDatabase: true });
    }

    [Fact]
    public void Everything_in_Azure_is_reached_as_who_we_are_and_leaves_no_data_here()
    {
        var options = Read([.. Cosmos, .. Azure, .. Acs]);

        Assert.Equal(
            new AdapterOptions(
                new StoreChoice.Cosmos(
                    Identity("https://shop.documents.azure.com", "Cosmos__Endpoint"), "backorders", Direct: false),
                new QueueChoice.Azure(Identity("https://shop.queue.core.windows.net", "QueueStorage__queueServiceUri")),
                new MailChoice.Acs(
                    "shop@shop.example", Identity("https://shop.communication.azure.com", "Acs__Endpoint"),
                    new MailPaceLimits(30, 100))),
            options.Adapters);
        Assert.False(options.UsesDataFolder);
    }

    [Fact]
    public void Everything_may_be_reached_with_connection_strings_instead()
    {
        var adapters = Read(
            "Store=Cosmos", $"Cosmos__ConnectionString={CosmosText};DisableServerCertificateValidation=True",
            "Cosmos__Database=shop", "Cosmos__Mode=Direct", $"Keys__Signing={Key}",
            "Queue=AZURE", "QueueStorage=UseDevelopmentStorage=true",
            "Mail=Acs", "MailFrom=shop@shop.example", $"Acs__ConnectionString={AcsText}",
            "MailPace__PerMinute=0", "MailPace__PerHour=7").Adapters;

        Assert.Equal(
            new StoreChoice.Cosmos(
                new Access.ConnectionString(
                    new("https://127.0.0.1:8081/"), "Cosmos__ConnectionString",
                    $"{CosmosText};DisableServerCertificateValidation=True"),
                "shop", Direct: true),
            adapters.Store);
        Assert.Equal(
            new QueueChoice.Azure(new Access.ConnectionString(
                new("http://127.0.0.1:10001/devstoreaccount1"), "QueueStorage", "UseDevelopmentStorage=true")),
            adapters.Queue);
        Assert.Equal(
            new MailChoice.Acs(
                "shop@shop.example",
                new Access.ConnectionString(new("http://127.0.0.1:9/"), "Acs__ConnectionString", AcsText),
                new MailPaceLimits(0, 7)),
            adapters.Mail);
    }

    [Theory]
    [InlineData("", SecureSocketOptions.StartTls, 587)]
    [InlineData("Smtp__Security=tls", SecureSocketOptions.SslOnConnect, 465)]
    [InlineData("Smtp__Security=None", SecureSocketOptions.None, 587)]
    public void Mail_servers_have_their_usual_ports(string setting, SecureSocketOptions security, int port)
    {
        var smtp = Assert.IsType<MailChoice.Smtp>(Read([.. Smtp, "Smtp__Host=localhost", setting]).Adapters.Mail);

        Assert.Equal(new SmtpOptions("localhost", port, security, "shop@shop.example"), smtp.Server);
    }

    [Theory]
    [InlineData("Store=oracle", "Store must be sqlite or cosmos.")]
    [InlineData("Queue=kafka", "Queue must be embedded or azure.")]
    [InlineData("Mail=pigeon", "Mail must be folder, acs or smtp.")]
    [InlineData("Cosmos__Mode=tcp", "Cosmos__Mode must be gateway or direct.")]
    [InlineData("Cosmos__Database=a/b", @"Cosmos__Database must have at most 255 characters, none of them / \ # ?.")]
    [InlineData("Cosmos__Key=x", "Cosmos__Key is no setting: Cosmos has Endpoint, ConnectionString, Database, Mode.")]
    [InlineData("Cosmos__Endpoint=http://shop.documents.azure.com",
        "Cosmos__Endpoint must be an address such as https://NAME.documents.azure.com, with nothing behind it.")]
    [InlineData("Cosmos__Endpoint=shop", "Cosmos__Endpoint must be an address such as "
        + "https://NAME.documents.azure.com, with nothing behind it.")]
    [InlineData("Cosmos__Endpoint=", "Cosmos__Endpoint is missing: set it to https://NAME.documents.azure.com, "
        + "or Cosmos__ConnectionString for development.")]
    [InlineData($"Cosmos__ConnectionString={CosmosText}",
        "Cosmos__Endpoint is set beside Cosmos__ConnectionString: leave out one of the two.")]
    [InlineData("Keys__Signing=", "Keys__Signing is missing: several machines may serve one Cosmos DB, and each would "
        + "make a key of its own. Set it to what 'openssl rand -base64 32' prints.")]
    [InlineData("QueueStorage__queueServiceUri=", "QueueStorage__queueServiceUri is missing: set it to "
        + "https://NAME.queue.core.windows.net, or QueueStorage for development.")]
    [InlineData("QueueStorage=UseDevelopmentStorage=true",
        "QueueStorage__queueServiceUri is set beside QueueStorage: leave out one of the two.")]
    [InlineData("QueueStorage__accountName=shop", "QueueStorage__accountName is no setting: "
        + "QueueStorage has queueServiceUri, credential, clientId.")]
    [InlineData("Acs__Endpoint=", "Acs__Endpoint is missing: set it to https://NAME.communication.azure.com, "
        + "or Acs__ConnectionString for development.")]
    [InlineData("Acs__From=a@b.example", "Acs__From is no setting: Acs has Endpoint, ConnectionString.")]
    [InlineData("MailFrom=", "MailFrom is missing: set it to the address that mails come from, one that the provider "
        + "lets you use.")]
    [InlineData("MailFrom=Shop <a@b.example>", "MailFrom must be one plain mailbox such as no-reply@shop.example.")]
    [InlineData("MailPace__PerMinute=some",
        "MailPace__PerMinute must be a whole number from 0 to 1000000, not 'some'; 0 lifts the limit.")]
    [InlineData("MailPace__PerDay=1", "MailPace__PerDay is no setting: MailPace has PerMinute, PerHour.")]
    public void What_an_adapter_in_Azure_cannot_use_is_named_in_one_sentence(string setting, string sentence) =>
        Assert.Equal(sentence, Refusal([.. Cosmos, .. Azure, .. Acs, setting]));

    [Theory]
    [InlineData("Smtp__Host=", "Smtp__Host must be the name of a mail server, such as smtp.shop.example.")]
    [InlineData("Smtp__Host=a b", "Smtp__Host must be the name of a mail server, such as smtp.shop.example.")]
    [InlineData("Smtp__Port=0", "Smtp__Port must be a whole number from 1 to 65535, not '0'.")]
    [InlineData("Smtp__Security=ssl", "Smtp__Security must be starttls, tls or none.")]
    [InlineData("Smtp__Security=none",
        "Smtp__Security may be none on this machine only, where Smtp__Host is localhost: use starttls or tls.")]
    [InlineData("Smtp__User=ada", "Smtp__Password is missing beside Smtp__User.")]
    [InlineData("Smtp__Password=secret", "Smtp__User is missing beside Smtp__Password.")]
    [InlineData("MailFrom=", "MailFrom is missing: set it to the address that mails come from, one that the provider "
        + "lets you use.")]
    public void What_a_mail_server_cannot_be_reached_with_is_named_in_one_sentence(string setting, string sentence) =>
        Assert.Equal(sentence, Refusal([.. Smtp, setting]));

    [Theory]
    [InlineData("Cosmos__Database=shop", "Store", "sqlite")]
    [InlineData("QueueStorage=UseDevelopmentStorage=true", "Queue", "embedded")]
    [InlineData("QueueStorage__queueServiceUri=https://shop.queue.core.windows.net", "Queue", "embedded")]
    [InlineData("Acs__Endpoint=https://shop.communication.azure.com", "Mail", "folder")]
    [InlineData("Smtp__Host=smtp.shop.example", "Mail", "folder")]
    [InlineData("MailPace__PerHour=1", "Mail", "folder")]
    public void A_service_that_was_set_up_but_not_chosen_is_not_passed_over_in_silence(
        string setting, string port, string byDefault)
    {
        var name = setting.Split('=')[0];

        Assert.Equal(
            $"{name} is set, but {port} is not: choose what uses it, or {port}={byDefault} to leave it unused.",
            Refusal(setting));
        Assert.Equal(AdapterOptions.Embedded, Read(setting, $"{port}={byDefault}").Adapters);
    }

    [Theory]
    [InlineData("Store")]
    [InlineData("Queue")]
    [InlineData("Mail")]
    [InlineData("Cosmos__Endpoint")]
    [InlineData("Cosmos__ConnectionString")]
    [InlineData("Cosmos__Mode")]
    [InlineData("QueueStorage")]
    [InlineData("QueueStorage__queueServiceUri")]
    [InlineData("Acs__Endpoint")]
    [InlineData("Acs__ConnectionString")]
    [InlineData("MailFrom")]
    [InlineData("Keys__Signing")]
    public void A_secret_in_the_wrong_place_is_not_repeated(string name)
    {
        var companion = name switch
        {
            "Cosmos__ConnectionString" => "Cosmos__Endpoint=",
            "Acs__ConnectionString" => "Acs__Endpoint=",
            "QueueStorage" => "QueueStorage__queueServiceUri=",
            _ => "",
        };

        foreach (var secret in (string[])["sesame", "https://a.example/?sig=sesame", "AccountKey=sesame;sesame"])
        {
            var refusal = Assert.Throws<BadSettingException>(
                () => Read([.. Cosmos, .. Azure, .. Acs, companion, $"{name}={secret}"]));
            Assert.DoesNotContain("sesame", refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_was_read_can_be_printed_without_a_secret()
    {
        var read = Read(
            "Store=cosmos", $"Cosmos__ConnectionString={CosmosText}", $"Keys__Signing={Key}", "Queue=azure",
            $"QueueStorage=QueueEndpoint=https://127.0.0.1/q?sv=1;SharedAccessSignature=sig={Key}", "Mail=smtp",
            "MailFrom=a@b.example", "Smtp__Host=localhost", "Smtp__User=ada", $"Smtp__Password={Key}");

        Assert.DoesNotContain(Key, $"{read}", StringComparison.Ordinal);
        Assert.Contains("https://127.0.0.1:8081/ by Cosmos__ConnectionString", $"{read}", StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_are_woken_by_storage_queues_alone()
    {
        Assert.Equal(
            "Queue must be azure for functions: Storage Queues wake them, and nobody would work an embedded queue.",
            Assert.Throws<BadSettingException>(() => ReadOptions.ForFunctions(GivenSettings.Of())).Message);
        Assert.IsType<StoreChoice.Sqlite>(ReadOptions.ForFunctions(GivenSettings.Of(Azure)).Adapters.Store);
    }

    [Fact]
    public void A_function_app_on_a_developers_machine_is_in_development()
    {
        Assert.True(Read("AZURE_FUNCTIONS_ENVIRONMENT=Development").Development);
    }

    [Fact]
    public void A_reference_to_a_vault_that_was_not_resolved_is_told_as_such()
    {
        Assert.Equal(
            "Keys__Signing is a Key Vault reference that was not resolved: "
                + "is the secret there, and may the app's identity read it?",
            Refusal("Keys__Signing=@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/signing)"));
    }

    [Theory]
    [InlineData("MAIL", "/var/mail/ada", null)]
    [InlineData("MAIL", "folder", "folder")]
    [InlineData("Mail", "/var/mail/ada", "/var/mail/ada")]
    public void A_login_shells_mailbox_is_not_taken_for_ours(string name, string value, string? mail)
    {
        var variables = new Dictionary<string, string> { [name] = value, ["Smtp__Host"] = "localhost" };

        var settings = new ConfigurationBuilder().Add(new EnvironmentSettings(variables)).Build();

        Assert.Equal(mail, settings["Mail"]);
        Assert.Equal("localhost", settings["Smtp:Host"]);
    }

    private static Access.Identity Identity(string endpoint, string setting) => new(new(endpoint), setting);

    private static string Refusal(params string[] settings) =>
        Assert.Throws<BadSettingException>(() => Read(settings)).Message;

    private static BackordersOptions Read(params string[] settings) =>
        ReadOptions.From(GivenSettings.Of(settings), data: null);
}
