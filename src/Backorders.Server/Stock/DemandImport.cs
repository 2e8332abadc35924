using System.Diagnostics;
using Backorders.Pipeline;

namespace Backorders.Server.Stock;

/// <summary>How an import of demand went.</summary>
/// <param name="Rows">Rows of SKUs that are there.</param>
/// <param name="Changed">SKUs of which something new was said.</param>
/// <param name="Unchanged">SKUs of which all was known.</param>
/// <param name="Unknown">SKUs that are not there, in the order of the file.</param>
public sealed record DemandImportResult(int Rows, int Changed, int Unchanged, IReadOnlyList<SkuDemand> Unknown);

/// <summary>Takes the rows of a demand file, a SKU at a time; a server may run on the store meanwhile.</summary>
public sealed class DemandImport(ImportDemand demand, TimeProvider machine)
{
    /// <param name="imported">Called after each SKU, one call at a time.</param>
    public async Task<DemandImportResult> Run(
        ShopId shop, IReadOnlyList<SkuDemand> skus, Action imported, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var (rows, changed, unchanged, unknown) = (0, 0, 0, new List<SkuDemand>());
        await Parallel.ForEachAsync(skus, PatientImport.Together(cancellationToken), async (sku, token) =>
        {
            var outcome = await PatientImport.Run(
                () => demand.Run(new(shop, sku.Sku), sku.Days, token), machine, token);
            lock (gate)
            {
                switch (outcome)
                {
                    case DemandImported.NoSuchSku:
                        unknown.Add(sku);
                        break;
                    case DemandImported.Changed:
                        (rows, changed) = (rows + sku.Days.Count, changed + 1);
                        break;
                    case DemandImported.Unchanged:
                        (rows, unchanged) = (rows + sku.Days.Count, unchanged + 1);
                        break;
                    default:
                        throw new UnreachableException();
                }

                imported();
            }
        });
        return new(rows, changed, unchanged, [.. unknown.OrderBy(sku => sku.FirstLine)]);
    }
}
