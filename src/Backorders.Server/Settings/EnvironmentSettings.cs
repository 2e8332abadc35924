using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Backorders.Server.Settings;

/// <summary>
/// Environment variables as settings, <c>__</c> for nesting. Settings don't mind case, so a login shell's <c>MAIL</c>
/// (the path of a mailbox) would be taken for our <c>Mail</c>: it is left out.
/// </summary>
internal sealed class EnvironmentSettings(IDictionary variables) : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        foreach (DictionaryEntry variable in variables)
        {
            if (variable is not { Key: "MAIL", Value: string path } || !path.StartsWith('/'))
            {
                Set(((string)variable.Key).Replace("__", ":"), (string?)variable.Value);
            }
        }
    }
}
