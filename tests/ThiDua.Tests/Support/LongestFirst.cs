using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ThiDua.Tests.Support.LongestFirst))]

namespace ThiDua.Tests.Support;

/// <summary>Tests of one class run in turn: whatever takes minutes starts first, so that at the end no core waits for one class. The others come as they come.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(Access.MatrixTests), nameof(Ballots.LinkerTests), nameof(Web.PageTests), nameof(Web.MoneyJourneyTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections).OrderBy(c => Array.FindIndex(Long, l => c.TestCollectionDisplayName.Contains("." + l + " ", StringComparison.Ordinal)) is >= 0 and var at ? at : Long.Length)];
}
