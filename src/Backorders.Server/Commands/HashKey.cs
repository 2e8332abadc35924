using System.CommandLine;
using Backorders.Server.Settings;

namespace Backorders.Server.Commands;

/// <summary><c>hash-key</c>: settings hold the hash of an API key, so that reading them lets nobody in.</summary>
internal static class HashKey
{
    private static readonly Argument<string> Key = new("key")
    {
        Description = "The key as callers will send it; - reads it from standard input, out of the shell's history.",
    };

    public static Command Command()
    {
        var hash = new Command("hash-key", "Prints what Shops__{shop}__ApiKeys__0__Hash holds for an API key.") { Key };
        hash.SetAction(call => Run(call.GetRequiredValue(Key), Console.In, Console.Out, Console.Error));
        return hash;
    }

    public static int Run(string key, TextReader input, TextWriter output, TextWriter error)
    {
        if (key == "-")
        {
            key = input.ReadLine() ?? "";
        }

        if (key.Length == 0 || !key.All(c => c is > ' ' and <= '~'))
        {
            error.WriteLine("A key travels in a header: use printable ASCII characters without spaces, 1 or more.");
            return 2;
        }

        output.WriteLine(KeyHash.Prefix + KeyHash.Of(key));
        return 0;
    }
}
