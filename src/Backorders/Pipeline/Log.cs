using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>All that the pipeline logs. Never a customer's name or address.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Warning, "Background work is put off, its intent or the sweep does it: {Reason}")]
    public static partial void BackgroundPutOff(this ILogger log, string reason);

    [LoggerMessage(101, LogLevel.Error, "Background work failed, its intent or the sweep tries it again")]
    public static partial void BackgroundFailed(this ILogger log, Exception exception);

    [LoggerMessage(102, LogLevel.Error, "A message of the queue {Queue} cannot be worked and was kept; {Detail}")]
    public static partial void PoisonKept(this ILogger log, string queue, string detail);

    [LoggerMessage(
        103, LogLevel.Error,
        "The mail provider refused notice {Number} of the order {Order} for good, a person has to look: {Reason}")]
    public static partial void MailRefused(this ILogger log, int number, OrderId order, string reason);

    [LoggerMessage(
        104, LogLevel.Warning, "The pool {Pool} is at its limit of {What}; it takes no more until some have ended")]
    public static partial void PoolFull(this ILogger log, PoolId pool, string what);

    [LoggerMessage(
        110, LogLevel.Information,
        "An order that came to the shop {Shop} by queue was refused and is kept as problem {Id}: {Problem}")]
    public static partial void IntakeRefused(this ILogger log, ShopId shop, string id, string problem);

    [LoggerMessage(111, LogLevel.Information, "A message of {Queue} is sent anew, to be seen in {Seconds} s: {Reason}")]
    public static partial void SentAgain(this ILogger log, string queue, double seconds, string reason);

    [LoggerMessage(
        105, LogLevel.Information,
        "The sweep woke {Pools} pools, {Orders} orders, {Notices} notices, {Shipments} shipments and " +
        "{Purchases} purchase orders")]
    public static partial void Swept(
        this ILogger log, int pools, int orders, int notices, int shipments, int purchases);

    [LoggerMessage(
        106, LogLevel.Error,
        "Nobody knows after {Tries} tries whether notice {Number} of the order {Order} went out, a person has to " +
        "look at the provider's records and tell the customer if it did not: {Reason}")]
    public static partial void MailUnclear(this ILogger log, int number, OrderId order, int tries, string reason);

    [LoggerMessage(
        108, LogLevel.Error,
        "Notice {Number} of the order {Order} is given up after {Tries} times \"not now\" to it alone, a person has " +
        "to look and tell the customer: {Reason}")]
    public static partial void MailGivenUp(this ILogger log, int number, OrderId order, int tries, string reason);

    [LoggerMessage(
        120, LogLevel.Error,
        "That the purchase order {Order} of the shop {Shop} is {News} did not reach its supplier in {Tries} tries " +
        "and is not told again, a person has to tell the supplier, or approve or cancel it anew: {Reason}")]
    public static partial void PurchaseNotSent(
        this ILogger log, PurchaseId order, ShopId shop, string news, int tries, string reason);

    [LoggerMessage(
        107, LogLevel.Warning, "The mail provider takes no mails for {Seconds} s, then they go on: {Reason}")]
    public static partial void MailPaused(this ILogger log, double seconds, string reason);

    [LoggerMessage(
        130, LogLevel.Information, "The plan of the shop {Shop} is made: {Skus} SKUs, {AtRisk} of them at risk")]
    public static partial void Planned(this ILogger log, ShopId shop, int skus, int atRisk);

    [LoggerMessage(
        131, LogLevel.Warning,
        "The shop {Shop} has more SKUs than the {Most} that a plan takes; those behind them are not planned")]
    public static partial void PlanCut(this ILogger log, ShopId shop, int most);
}
