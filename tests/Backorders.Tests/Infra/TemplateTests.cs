using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Backorders.Tests.Infra;

/// <summary>infra/ compiles as it stands, and what it makes has no key, no secret and no open door.</summary>
public sealed partial class TemplateTests
{
    public static TheoryData<string> Environments => [.. Template.EnvironmentNames];

    [Fact]
    public async Task The_templates_compile_and_the_linter_has_nothing_to_say() =>
        Assert.Equal("", (await Template.Read()).Said);

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task An_environment_names_parameters_that_exist_and_all_that_have_no_default(string environment)
    {
        var asked = (await Template.Read()).Arm.GetProperty("parameters").EnumerateObject().ToList();
        var given = Parameter().Matches(Template.ParameterFile(environment))
            .Select(parameter => parameter.Groups["name"].Value).ToList();

        Assert.Empty(given.Except(asked.Select(parameter => parameter.Name)));
        Assert.Empty(asked.Where(parameter => !parameter.Value.TryGetProperty("defaultValue", out _))
            .Select(parameter => parameter.Name).Except(given));
        Assert.Empty((await Template.Of(environment)).Snapshot.GetProperty("diagnostics").EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Nothing_is_opened_by_a_key_or_a_password(string environment)
    {
        var deployment = await Template.Of(environment);

        Holds(deployment.Only("Microsoft.DocumentDB/databaseAccounts"), """
            { "disableLocalAuth": true, "disableKeyBasedMetadataWriteAccess": true, "minimalTlsVersion": "Tls12" }
            """);
        Holds(deployment.Only("Microsoft.Storage/storageAccounts"), """
            { "allowSharedKeyAccess": false, "allowBlobPublicAccess": false, "minimumTlsVersion": "TLS1_2",
              "supportsHttpsTrafficOnly": true }
            """);
        Holds(
            deployment.Only("Microsoft.Storage/storageAccounts/blobServices/containers"),
            """{ "publicAccess": "None" }""");
        Holds(deployment.Only("Microsoft.Communication/communicationServices"), """{ "disableLocalAuth": true }""");
        Holds(deployment.Only("Microsoft.Insights/components"), """{ "DisableLocalAuth": true }""");
        Holds(
            deployment.Only("Microsoft.OperationalInsights/workspaces").GetProperty("features"),
            """{ "disableLocalAuth": true }""");
        var site = deployment.Only("Microsoft.Web/sites");
        Holds(site, """{ "httpsOnly": true }""");
        Holds(site.GetProperty("siteConfig"), """{ "minTlsVersion": "1.2", "scmMinTlsVersion": "1.2" }""");
        var passwords = deployment.All("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();
        Assert.Equal(["ftp", "scm"], passwords.Select(Deployment.LastName).Order());
        Assert.All(passwords, policy => Holds(Deployment.Properties(policy), """{ "allow": false }"""));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task A_deleted_secret_can_be_had_back(string environment) =>
        Holds((await Template.Of(environment)).Only("Microsoft.KeyVault/vaults"), """
            { "enableRbacAuthorization": true, "enableSoftDelete": true, "enablePurgeProtection": true }
            """);

    [Fact]
    public async Task No_secret_comes_in_or_out_of_a_deployment()
    {
        var text = (await Template.Read()).Arm.GetRawText();

        Assert.DoesNotMatch(@"(?i)""type"":\s*""secure|listKeys|listSecrets|listConnectionStrings|getSecret", text);
        Assert.DoesNotContain("Microsoft.KeyVault/vaults/secrets", text, StringComparison.OrdinalIgnoreCase);
        var outputs = Outputs((await Template.Read()).Arm).ToList();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.DoesNotMatch("(?i)key|secret|password|connection", output));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task It_runs_on_the_runtime_that_the_app_is_built_for(string environment)
    {
        var framework = typeof(ShopId).Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), inherit: false)
            .Cast<TargetFrameworkAttribute>().Single().FrameworkName;
        var runtime = (await Template.Of(environment)).Only("Microsoft.Web/sites")
            .GetProperty("functionAppConfig").GetProperty("runtime");

        Assert.Equal("dotnet-isolated", runtime.GetProperty("name").GetString());
        Assert.EndsWith($"Version=v{runtime.GetProperty("version").GetString()}", framework, StringComparison.Ordinal);
    }

    /// <summary>The members that the JSON names have these values; others may be there.</summary>
    private static void Holds(JsonElement properties, string expected)
    {
        foreach (var member in JsonElement.Parse(expected).EnumerateObject())
        {
            Assert.True(properties.TryGetProperty(member.Name, out var value), $"{member.Name} is not set");
            Assert.True(JsonElement.DeepEquals(member.Value, value), $"{member.Name} is {value}");
        }
    }

    /// <summary>Name and value of every output, of the modules too: all of them stay in the deployment's history.
    /// </summary>
    private static IEnumerable<string> Outputs(JsonElement template)
    {
        foreach (var output in template.GetProperty("outputs").EnumerateObject())
        {
            yield return $"{output.Name}: {output.Value.GetProperty("value")}";
        }

        foreach (var module in Modules(template.GetProperty("resources")))
        {
            foreach (var output in Outputs(module))
            {
                yield return output;
            }
        }
    }

    private static IEnumerable<JsonElement> Modules(JsonElement resources) =>
        (resources.ValueKind is JsonValueKind.Object
            ? resources.EnumerateObject().Select(named => named.Value)
            : resources.EnumerateArray())
        .Where(each => each.GetProperty("type").GetString() == "Microsoft.Resources/deployments")
        .Select(each => each.GetProperty("properties").GetProperty("template"))
        .Where(each => each.TryGetProperty("outputs", out _));

    [GeneratedRegex(
        @"^param (?<name>\w+) =", RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
