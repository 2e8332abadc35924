using System.CommandLine;
using Backorders.Pipeline.Ports;
using Backorders.Server.Commands;
using Backorders.Server.Replay;
using Backorders.Server.Settings;

var backorders = Serve.Command();        // listens, works the queues and timers: what it does when told nothing
backorders.Add(ImportStock.Command());   // takes SKUs and their counts from a CSV file
backorders.Add(ImportDemand.Command());  // takes the demand of days gone by from a CSV file
backorders.Add(Check.Command());         // looks whether everything that the settings name works
backorders.Add(Poison.Command());        // lists what the queues gave up on, sends it again or lets it go
backorders.Add(HashKey.Command());       // prints what the settings keep of an API key
backorders.Add(ReplayCommand.Command()); // plays a real shop's orders through a server of its own

try
{
    // A stopping server drains in its own time; without this it would be cut short after two seconds.
    InvocationConfiguration ours = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    return await backorders.Parse(args).InvokeAsync(ours);
}
catch (BadSettingException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (UnavailableException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
