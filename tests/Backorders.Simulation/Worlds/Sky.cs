namespace Backorders.Simulation.Worlds;

/// <summary>Says what befalls each call of the world.</summary>
internal abstract class Sky
{
    private readonly SortedDictionary<Fault, int> struck = [];

    /// <summary>How often each kind of fault struck.</summary>
    public IReadOnlyDictionary<Fault, int> Struck => struck;

    /// <summary>With faults off everything must come to rest.</summary>
    public bool IsHealed { get; protected set; }

    /// <returns>Which of the faults befalls this call; null: none.</returns>
    public abstract Fault? Next(params ReadOnlySpan<Fault> possible);

    /// <summary>How long one way takes.</summary>
    public abstract TimeSpan Way();

    /// <summary>A number in [0, most) for what is neither fault nor fair.</summary>
    public abstract int Roll(int most);

    public virtual void Heal() => IsHealed = true;

    protected Fault Strike(Fault fault)
    {
        struck[fault] = struck.GetValueOrDefault(fault) + 1;
        return fault;
    }
}

/// <summary>A seed's weather: a calm start, then a random half of the faults at 0.5 to 30 %, and storms.</summary>
internal sealed class Weather : Sky
{
    private const double LeastRate = 0.005;
    private const double MostRate = 0.3;

    /// <summary>A process that dies at every third call would never do anything.</summary>
    private const double MostDeaths = 0.01;

    private readonly Random random;
    private readonly double[] rates = new double[Enum.GetValues<Fault>().Length];
    private readonly bool[] storms = new bool[Enum.GetValues<Fault>().Length];
    private bool isCalm = true;

    public Weather(Random random)
    {
        this.random = random;
        foreach (var fault in Enum.GetValues<Fault>())
        {
            var rate = LeastRate * Math.Pow(MostRate / LeastRate, random.NextDouble());
            rates[(int)fault] = random.Next(2) == 0 ? 0
                : fault is Fault.DiesBefore or Fault.DiesAfter ? rate * MostDeaths / MostRate
                : fault is Fault.MailRefused or Fault.QueueGarbage ? rate / 3
                : rate;
        }
    }

    /// <summary>Faults begin.</summary>
    public void TurnBad() => isCalm = false;

    public override void Heal()
    {
        isCalm = true;
        Array.Clear(storms);
        base.Heal();
    }

    public void Begin(Fault storm) => storms[(int)Strike(storm)] = true;

    public void End(Fault storm) => storms[(int)storm] = false;

    public override Fault? Next(params ReadOnlySpan<Fault> possible)
    {
        if (isCalm)
        {
            return null;
        }

        foreach (var fault in possible)
        {
            if (random.NextDouble() < RateOf(fault))
            {
                return Strike(fault);
            }
        }

        return null;
    }

    public override TimeSpan Way() => TimeSpan.FromMicroseconds(random.Next(200, isCalm ? 2_000 : 20_000));

    public override int Roll(int most) => random.Next(most);

    private double RateOf(Fault fault) => fault switch
    {
        Fault.StoreBusy or Fault.StoreReadFails when storms[(int)Fault.StoreAway] => 1,
        Fault.MailBusy when storms[(int)Fault.MailQuotaGone] => 1,
        Fault.DiesBefore or Fault.DiesAfter when storms[(int)Fault.CrashLoop] => 0.05,
        Fault.QueueDuplicate when storms[(int)Fault.DuplicateBurst] => 0.9,
        _ => rates[(int)fault],
    };
}
