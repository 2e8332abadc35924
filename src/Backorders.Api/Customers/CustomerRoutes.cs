using Backorders.Api.Door;
using Backorders.Notices;
using Backorders.Orders;
using Backorders.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Customers;

/// <summary>What customers open from a mail. Looking changes nothing: scanners of mails look too.</summary>
internal static class CustomerRoutes
{
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("GET", "/o/{token}", "CustomerPage", Rule.Customer, Show),
        new("POST", "/o/{token}", "CustomerChoice", Rule.Customer, Choose),
    ];

    private static Task<IResult> Show(Call call) => call.WithLink(
        page => Task.FromResult<IResult>(new Page(StatusCodes.Status200OK, CustomerPages.Render(page))));

    /// <summary>A bad link is told before the form is read, so that all bad links are answered alike.</summary>
    private static Task<IResult> Choose(Call call) => call.WithLink(page => call.WithChoice(
        page, choice => call.Use<ChooseByLink>().Choose(call.Place(Token), choice, call.Gone)));

    private const string Token = "token";

    private static async Task<IResult> WithLink(this Call call, Func<ChoicePage, Task<IResult>> then) =>
        await call.Use<ChooseByLink>().Show(call.Place(Token), call.Gone) is { } page
            ? await then(page)
            : Problems.NotFound();

    private static async Task<IResult> WithChoice(
        this Call call, ChoicePage page, Func<CustomerChoice, Task<bool>> choose)
    {
        var form = await ChoiceForm.Read(call.Http.Request, call.Gone);
        if (form.Refused is { } refused)
            return refused;
        if (form.Choice is not { } choice)
            return new Page(
                StatusCodes.Status422UnprocessableEntity, CustomerPages.Render(page with { MustChoose = true }));
        return await choose(choice) ? new Page.SeeAgain(call.Place(Token)) : Problems.NotFound();
    }
}
