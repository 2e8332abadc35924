using Backorders.Pipeline.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Backorders.Tests.Functions;

/// <summary>Functions as nobody should write them, one mistake each.</summary>
public static class Bad
{
    private const string Account = "QueueStorage";

    public static class NoTrigger
    {
        [Function("A")]
        public static Task Run(string message) => Task.FromResult(message);
    }

    public static class TwoTriggers
    {
        [Function("A")]
        public static Task Run(
            [QueueTrigger("a", Connection = Account)] string message, [TimerTrigger("0 * * * * *")] TimerInfo timer) =>
            Task.FromResult((message, timer));
    }

    public static class Hidden
    {
        [Function("A")]
        internal static Task Run([QueueTrigger("a", Connection = Account)] string message) => Task.FromResult(message);
    }

    internal static class InAHiddenClass
    {
        [Function("A")]
        public static Task Run([QueueTrigger("a", Connection = Account)] string message) => Task.FromResult(message);
    }

    public static class NotWaitedFor
    {
        [Function("A")]
        public static async void Run([QueueTrigger("a", Connection = Account)] string message) =>
            await Task.FromResult(message);
    }

    public static class Twins
    {
        [Function("A")]
        public static Task One([QueueTrigger("a", Connection = Account)] string message) => Task.FromResult(message);

        [Function("a")]
        public static Task Other([QueueTrigger("b", Connection = Account)] string message) => Task.FromResult(message);
    }

    public static class Forgotten
    {
        public static Task Run([QueueTrigger("a", Connection = Account)] string message) => Task.FromResult(message);
    }

    public static class CatchAll
    {
        [Function("A")]
        public static Task Run([HttpTrigger(Anonymous, "get", Route = "{*rest}")] HttpRequest request) =>
            Task.FromResult(request);
    }

    public static class Admin
    {
        [Function("A")]
        public static Task Run([HttpTrigger(Anonymous, "get", Route = "Admin/orders")] HttpRequest request) =>
            Task.FromResult(request);
    }

    public static class Runtime
    {
        [Function("A")]
        public static Task Run([HttpTrigger(Anonymous, "get", Route = "runtime")] HttpRequest request) =>
            Task.FromResult(request);
    }

    public static class NoRoute
    {
        [Function("A")]
        public static Task Run([HttpTrigger(Anonymous, "get")] HttpRequest request) => Task.FromResult(request);
    }

    public static class HostKey
    {
        [Function("A")]
        public static Task Run([HttpTrigger(Function, "get", Route = "api/orders")] HttpRequest request) =>
            Task.FromResult(request);
    }

    public static class OtherMethod
    {
        [Function(nameof(TakeOrder))]
        public static Task TakeOrder([HttpTrigger(Anonymous, "put", Route = "api/orders")] HttpRequest request) =>
            Task.FromResult(request);
    }

    public static class OtherRoute
    {
        [Function(nameof(TakeOrder))]
        public static Task TakeOrder([HttpTrigger(Anonymous, "post", Route = "api/Orders")] HttpRequest request) =>
            Task.FromResult(request);
    }

    public static class OtherQueue
    {
        [Function("A")]
        public static Task Run([QueueTrigger("orders2", Connection = Account)] string message) =>
            Task.FromResult(message);
    }

    public static class OtherAccount
    {
        [Function("A")]
        public static Task Run([QueueTrigger(QueueNames.Orders)] string message) => Task.FromResult(message);
    }

    public static class Bound
    {
        [Function("A")]
        public static Task Run([QueueTrigger(QueueNames.Orders, Connection = Account)] Order order) =>
            Task.FromResult(order);

        public sealed record Order(string Number);
    }

    public static class OtherTime
    {
        [Function("A")]
        public static Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => Task.FromResult(timer);
    }

    public static class Again
    {
        [Function("A")]
        public static Task Run([QueueTrigger(QueueNames.Orders, Connection = Account)] string message) =>
            Task.FromResult(message);
    }
}
