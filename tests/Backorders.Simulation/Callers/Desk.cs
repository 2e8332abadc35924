using System.Text;
using System.Text.Json;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Callers;

/// <summary>Asks over the wire, again where the answer is none, and shows the checker what came back.</summary>
internal sealed class Desk(World world)
{
    private const int LongestPauseSeconds = 40;

    /// <summary>Callers who still wait for an answer.</summary>
    public int Waiting { get; private set; }

    /// <param name="patience">Tries before it gives up; nothing says then whether it was done.</param>
    /// <returns>Null: it gave up.</returns>
    public async Task<Reply?> Persist(Ask ask, int patience)
    {
        Waiting++;
        try
        {
            for (var tries = 1; tries <= patience || world.Sky.IsHealed; tries++)
            {
                if (await Once(ask) is { } reply && !MayChange(ask, reply))
                {
                    return reply;
                }

                await Pause(TimeSpan.FromSeconds(1 + world.Sky.Roll(LongestPauseSeconds)));
            }

            return null;
        }
        finally
        {
            Waiting--;
        }
    }

    public async Task<Reply?> Once(Ask ask)
    {
        var call = world.Watch.Checker.Asked(ask);
        world.Journal.Note($"call {call.Number}: {ask}");
        var answer = await world.Request(Wording.Of(ask, world.Loop.Now));
        world.Journal.Note($"call {call.Number} is answered {answer?.Status.ToString() ?? "nothing"}");
        if (answer is null)
        {
            return null;
        }

        var isPage = answer.ContentType?.StartsWith("text/html", StringComparison.Ordinal) ?? false;
        var body = answer.Body.Length == 0 || isPage ? default : JsonDocument.Parse(answer.Body).RootElement;
        var reply = new Reply(answer.Status, answer.ContentType, body, answer.IsReplay);
        world.Watch.Checker.Answers.Answered(call, reply, Encoding.UTF8.GetString(answer.Body));
        return reply;
    }

    public Task Pause(TimeSpan time)
    {
        var over = new TaskCompletionSource();
        world.Loop.After(time, () => over.SetResult());
        return over.Task;
    }

    /// <summary>Come again: the service is away, or somebody's clock makes a good signature look stale.</summary>
    private static bool MayChange(Ask ask, Reply reply) =>
        reply.Status == 503 || (reply.Status == 401 && ask is NewsAsk { IsForged: false });
}
