using System.Numerics;

namespace ThiDua.Core.Clusters;

/// <summary>A territory divided into connected parts.</summary>
/// <param name="Parts">Sets of units, by their smallest unit.</param>
/// <param name="Spread">The largest scale of a part less the smallest.</param>
/// <param name="IsBest">No other division has a smaller spread; false when the search was given up before that was certain.</param>
public sealed record Division(IReadOnlyList<ulong> Parts, long Spread, bool IsBest)
{
    /// <summary>
    /// Divides a territory into connected parts whose scales differ as little as can be. Same territory, same division, on every machine:
    /// the search counts steps and not time.
    /// </summary>
    /// <param name="parts">How many; 1 or more.</param>
    /// <param name="atLeast">The fewest units of a part.</param>
    /// <param name="steps">How many sets may be looked at; each width that is tried gets half of what is left.</param>
    /// <returns>Null when there is no such division, or none was found within the steps.</returns>
    public static Division? Of(Territory territory, int parts, int atLeast, long steps = 4_000_000)
    {
        if (parts * atLeast > territory.Count) return null;
        var total = territory.ScaleOf(territory.All);
        var certain = true;
        // Narrow spreads first: few sets are that even, so nearly all of the search is cut off, and the first width that has a division has the best one.
        for (var width = Math.Max(total / parts / 1_000, LeastSpread(territory, parts)); ; width = width * 4 + 1)
        {
            var search = new Search(territory, parts, atLeast, Math.Min(width, total), steps / 2);
            search.Run();
            certain &= !search.GivenUp;
            steps -= search.Used;
            if (search.Best is { } best) return new([.. best.OrderBy(BitOperations.TrailingZeroCount)], search.Spread, certain);
            if (width >= total) return null;
        }
    }

    /// <summary>One unit may weigh more than an even part: the others then share what it leaves.</summary>
    private static long LeastSpread(Territory territory, int parts)
    {
        var heaviest = Enumerable.Range(0, territory.Count).Select(territory.ScaleOf).DefaultIfEmpty().Max();
        return parts == 1 ? 0 : Math.Max(0, heaviest - (territory.ScaleOf(territory.All) - heaviest) / (parts - 1));
    }

    /// <summary>
    /// Branch and bound: a unit that is hard to place is taken, every connected set around it that is even enough becomes a part, and what is left is divided in turn.
    /// </summary>
    private sealed class Search(Territory territory, int parts, int atLeast, long width, long steps)
    {
        private readonly long total = territory.ScaleOf(territory.All);
        private readonly ulong[] chosen = new ulong[parts];
        private long allowed = width;
        private long used;

        public ulong[]? Best { get; private set; }

        public long Spread { get; private set; }

        public bool GivenUp => used > steps;

        public long Used => used;

        public void Run() => Divide(territory.All, total, parts, long.MaxValue, 0);

        /// <param name="rest">Units of no part yet.</param>
        /// <param name="smallest">Scale of the smallest part chosen so far; of the largest one.</param>
        private void Divide(ulong rest, long scale, int open, long smallest, long largest)
        {
            var (from, to) = Range(smallest, largest);
            if (!CanBeDivided(rest, open, from, to)) return;
            if (open == 1)
            {
                chosen[parts - 1] = rest;
                Best = [.. chosen];
                Spread = Math.Max(largest, scale) - Math.Min(smallest, scale);
                allowed = Spread - 1;
                return;
            }
            Grow(1UL << Hardest(rest, scale / open), 0, rest, open, smallest, largest, scale);
        }

        /// <summary>Every connected set once: a neighbour is taken in, or left out for all sets that follow.</summary>
        private void Grow(ulong part, ulong without, ulong rest, int open, long smallest, long largest, long restScale)
        {
            if (++used > steps) return;
            var scale = territory.ScaleOf(part);
            var (from, to) = Range(smallest, largest);
            if (scale > to) return;
            if (scale >= from && BitOperations.PopCount(part) >= atLeast)
            {
                chosen[parts - open] = part;
                Divide(rest & ~part, restScale - scale, open - 1, Math.Min(smallest, scale), Math.Max(largest, scale));
            }
            if (scale < from && territory.ScaleOf(territory.Reach(part, rest & ~without)) < from) return;
            for (var next = territory.Around(part) & rest & ~without; next != 0 && !GivenUp && allowed >= 0; next &= next - 1)
            {
                var unit = next & (0 - next);
                Grow(part | unit, without, rest, open, smallest, largest, restScale);
                without |= unit;
            }
        }

        /// <summary>Between which scales a part must be, for the spread to stay within what is allowed.</summary>
        private (long From, long To) Range(long smallest, long largest)
        {
            var room = allowed * (parts - 1);
            var (from, to) = ((total - room + parts - 1) / parts, (total + room) / parts);
            return smallest > largest ? (from, to) : (Math.Max(from, largest - allowed), Math.Min(to, smallest + allowed));
        }

        /// <summary>Whether each piece of the rest can be some whole number of parts, and all of them together the number that is open.</summary>
        private bool CanBeDivided(ulong rest, int open, long from, long to)
        {
            if (from > to) return false;
            var (fewest, most) = (0L, 0L);
            while (rest != 0)
            {
                var piece = territory.Reach(rest & (0 - rest), rest);
                rest &= ~piece;
                var scale = territory.ScaleOf(piece);
                var few = Math.Max(1, to <= 0 ? 1 : (scale + to - 1) / to);
                var many = Math.Min(BitOperations.PopCount(piece) / atLeast, from <= 0 ? open : scale / from);
                if (few > many) return false;
                (fewest, most) = (fewest + few, most + many);
            }
            return fewest <= open && open <= most;
        }

        /// <summary>
        /// The unit whose place cuts off most: the heaviest where it makes up half a part, else the one with the fewest neighbours
        /// that are still free.
        /// </summary>
        private int Hardest(ulong rest, long even)
        {
            var (hardest, fewest) = (-1, int.MaxValue);
            var heaviest = BitOperations.TrailingZeroCount(rest);
            for (var units = rest; units != 0; units &= units - 1)
            {
                var unit = BitOperations.TrailingZeroCount(units);
                if (territory.ScaleOf(unit) > territory.ScaleOf(heaviest)) heaviest = unit;
            }
            if (territory.ScaleOf(heaviest) > even / 2 && even > 0) return heaviest;
            for (var units = rest; units != 0; units &= units - 1)
            {
                var unit = BitOperations.TrailingZeroCount(units);
                var free = BitOperations.PopCount(territory.Around(unit) & rest);
                if (free < fewest) (hardest, fewest) = (unit, free);
            }
            return hardest;
        }
    }
}
