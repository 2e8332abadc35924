using Backorders.Pipeline.Documents;
using Backorders.Prevention;

namespace Backorders.Pipeline.Planning;

/// <summary>What the first half of a run found of the whole shop.</summary>
internal sealed class ShopFound(
    IReadOnlyList<AnalysedPageDocument> pages, DateOnly date, IReadOnlyDictionary<string, long> ordered,
    LearnedSuppliers learned, bool isFirst)
{
    private readonly Lazy<IReadOnlyDictionary<string, AbcItem>> classes = new(() => AbcClasses
        .Of(ClassValues.Of(Items(pages)).Values).ToDictionary(item => item.Sku, StringComparer.Ordinal));

    private readonly Lazy<ShopCalibration> calibration = new(() => Calibrated(pages, date.AddDays(-1).DayNumber));

    public IReadOnlyList<AnalysedPageDocument> Pages => pages;

    public LearnedSuppliers Learned => learned;

    /// <summary>There is no plan of an earlier day, so nothing is new in its class.</summary>
    public bool IsFirst => isFirst;

    public bool ByMoney { get; } = ClassValues.Of(Items(pages)).ByMoney;

    public IReadOnlyDictionary<string, AbcItem> Classes => classes.Value;

    public double? SimilarPerDay { get; } =
        ClassValues.SimilarPerDay([.. pages.SelectMany(page => page.Skus).Select(sku => sku.Analysis)]);

    /// <summary>Of yesterday, the last day that is known.</summary>
    public ShopCalibration Calibration => calibration.Value;

    public long OrderedOf(string sku) => ordered.GetValueOrDefault(sku);

    private static ShopCalibration Calibrated(IReadOnlyList<AnalysedPageDocument> pages, int lastDay)
    {
        List<SkuAnalysis> skus = [.. pages.SelectMany(page => page.Skus).Select(sku => sku.ToAnalysis())];
        var classesThen = OriginClasses.Of(
            [.. skus.Zip(
                ClassValues.UnitWorths(Items(pages)).Each, (sku, worth) => (sku.Sku, sku.OriginUnits, worth))],
            lastDay);
        return new(
            [.. skus.SelectMany(sku => OriginClasses.Put(sku.Sku, sku.Scores, classesThen))], lastDay,
            PlanSettings.Default);
    }

    private static List<(string Sku, double Units, double? Price)> Items(IReadOnlyList<AnalysedPageDocument> pages) =>
        [.. pages.SelectMany(page => page.Skus)
            .Select(sku => (sku.Analysis.Sku, sku.Analysis.Sums.ValueUnits, sku.Price))];
}
