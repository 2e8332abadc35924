using System.Text.Json;

namespace Backorders.Tests.Infra;

/// <summary>Who may do what: each role by its id, as Azure publishes it, on the one resource that it is for.</summary>
public sealed class RightsTests
{
    private const string StorageBlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string StorageQueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string KeyVaultSecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string KeyVaultSecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string CosmosDataContributor = "00000000-0000-0000-0000-000000000002";

    public static TheoryData<string> Environments => [.. Template.EnvironmentNames];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_app_has_the_roles_that_it_needs_and_no_other(string environment)
    {
        var deployment = await Template.Of(environment);
        var sender = Deployment.LastName(Assert.Single(deployment.All("Microsoft.Authorization/roleDefinitions")));

        // Exactly these: neither Owner nor Contributor nor User Access Administrator, and nothing on the whole group.
        Assert.Equal(
            [
                $"Microsoft.Communication/communicationServices {sender}",
                $"Microsoft.Insights/components {MonitoringMetricsPublisher}",
                $"Microsoft.KeyVault/vaults {KeyVaultSecretsUser}",
                $"Microsoft.Storage/storageAccounts {StorageQueueDataContributor}",
                $"Microsoft.Storage/storageAccounts {StorageBlobDataOwner}",
            ],
            Rights(deployment, principal => IsTheApp(deployment, principal)));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task People_may_write_secrets_and_nothing_else(string environment)
    {
        var deployment = await Template.Of(environment);

        Assert.Equal(
            [$"Microsoft.KeyVault/vaults {KeyVaultSecretsOfficer}"],
            Rights(deployment, principal => !IsTheApp(deployment, principal)));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_app_reads_and_writes_documents_of_its_database_alone(string environment)
    {
        var deployment = await Template.Of(environment);
        var right = deployment.Only("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments");
        var database = Assert.Single(deployment.NamesOf("Microsoft.DocumentDB/databaseAccounts/sqlDatabases"));

        Assert.True(IsTheApp(deployment, right.GetProperty("principalId").GetString()!));
        Assert.EndsWith(
            $"/sqlRoleDefinitions/{CosmosDataContributor}", right.GetProperty("roleDefinitionId").GetString(),
            StringComparison.Ordinal);
        Assert.EndsWith($"/dbs/{database}", right.GetProperty("scope").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Who_sends_mails_may_not_read_the_keys_of_the_mail_service(string environment)
    {
        var role = (await Template.Of(environment)).Only("Microsoft.Authorization/roleDefinitions");
        var permissions = Assert.Single(role.GetProperty("permissions").EnumerateArray());

        Assert.Equal(
            [
                "Microsoft.Communication/CommunicationServices/Read",
                "Microsoft.Communication/CommunicationServices/Write",
                "Microsoft.Communication/EmailServices/Write",
            ],
            permissions.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
        Assert.Empty(permissions.GetProperty("dataActions").EnumerateArray());
        Assert.EndsWith(
            "/resourceGroups/backorders", role.GetProperty("assignableScopes")[0].GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_app_package_and_vault_are_reached_with_that_identity(string environment)
    {
        var deployment = await Template.Of(environment);
        var identity = deployment.All("Microsoft.ManagedIdentity/userAssignedIdentities").Single()
            .GetProperty("id").GetString()!;
        var app = deployment.All("Microsoft.Web/sites").Single();
        var package = Deployment.Properties(app).GetProperty("functionAppConfig").GetProperty("deployment")
            .GetProperty("storage").GetProperty("authentication");

        Assert.Equal("UserAssigned", app.GetProperty("identity").GetProperty("type").GetString());
        Assert.Equal(
            identity, Assert.Single(app.GetProperty("identity").GetProperty("userAssignedIdentities")
                .EnumerateObject()).Name);
        Assert.Equal(identity, Deployment.Properties(app).GetProperty("keyVaultReferenceIdentity").GetString());
        Assert.Equal("UserAssignedIdentity", package.GetProperty("type").GetString());
        Assert.Equal(identity, package.GetProperty("userAssignedIdentityResourceId").GetString());
    }

    /// <summary>Type of the resource and id of the role, of those principals.</summary>
    private static IEnumerable<string> Rights(Deployment deployment, Func<string, bool> ofPrincipal) =>
        deployment.All("Microsoft.Authorization/roleAssignments")
            .Where(right => ofPrincipal(Text(right, "principalId")))
            .Select(right => $"{On(right)} {Text(right, "roleDefinitionId").Split('/')[^1]}")
            .Order(StringComparer.Ordinal);

    private static bool IsTheApp(Deployment deployment, string principal) =>
        principal.StartsWith("[reference(", StringComparison.Ordinal) && principal.Contains(
            deployment.All("Microsoft.ManagedIdentity/userAssignedIdentities").Single().GetProperty("id").GetString()!,
            StringComparison.Ordinal);

    private static string Text(JsonElement right, string property) =>
        Deployment.Properties(right).GetProperty(property).GetString()!;

    /// <summary>The type of the resource that the right is on; of the whole group it is a word of its own.</summary>
    private static string On(JsonElement right)
    {
        var parts = right.GetProperty("id").GetString()!.Split("/providers/");
        return parts.Length == 3 ? string.Join('/', parts[1].Split('/')[..2]) : "the resource group";
    }
}
