using ThiDua.Campaigns;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Intake;

/// <summary>Takes the rows of one file in batches, each kind by what takes it.</summary>
public sealed class TakeRows(Db db, long recording, Tokens tokens, StoredCampaign? campaign, DateOnly today, PaymentWindows windows, int batchRows)
{
    private CountPersons? counting;

    public void Take(TableFile file, FileKind kind, ImportTally tally, IProgress<long>? progress)
    {
        var found = new List<RowIssue>();
        switch (kind)
        {
            case FileKind.Units:
                var units = Codes.OfUnits(db);
                Whole<UnitRow>(file, tally, progress, rows => new TakeUnits(db, recording, tokens, units).Take(rows, found));
                break;
            case FileKind.Officers:
                var officers = new TakeOfficers(db, recording, tokens, Codes.OfOfficers(db), Codes.OfUnits(db), today);
                Batches<OfficerRow>(file, tally, progress, rows => officers.Take(rows, found));
                break;
            case FileKind.Results:
                Persons(file, tally, progress, (codes, since) => new ReceiptFacts(codes, since));
                break;
            case FileKind.Cards:
                Persons(file, tally, progress, (_, _) => new CardFacts(tokens));
                break;
            case FileKind.Relatives:
                Persons(file, tally, progress, (codes, since) => new RelativeFacts(db, recording, codes, since));
                break;
            case FileKind.Targets:
                Numbers<TargetRow>(file, tally, progress, (numbers, rows) => numbers.TakeTargets(rows, found));
                break;
            case FileKind.Figures:
                Numbers<FigureRow>(file, tally, progress, (numbers, rows) => numbers.TakeFigures(rows, found));
                break;
            case FileKind.Reorganisations:
                Whole<ReorganisationRow>(file, tally, progress, rows => new TakeReorganisations(db, recording, tokens, Codes.OfUnits(db)).Take(rows, found));
                break;
            case FileKind.Members:
                Batches<MemberRow>(file, tally, progress, new TakeMembers(db, recording, tokens, Codes.OfOfficers(db), Codes.OfUnits(db)).Take);
                break;
            case FileKind.Nominees:
                if (campaign is null) throw new RefusedFileException("campaign-needed");
                Whole<NomineeRow>(file, tally, progress, new TakeNominees(db, recording, tokens, Codes.OfUnits(db), Codes.OfOfficers(db), campaign).Take);
                break;
            case FileKind.Awards:
                Whole<AwardRow>(file, tally, progress, new TakeAwards(db, recording, tokens, Codes.OfUnits(db), Codes.OfOfficers(db)).Take);
                break;
            default:
                throw new RefusedFileException("kind-not-yet", ImportFile.KindName(kind));
        }
        foreach (var issue in found) tally.Found(issue);
    }

    /// <summary>Brings everything counted up to what was taken; rows of persons were counted on the way.</summary>
    public void Count()
    {
        if (counting is not null) counting.End([]);
        else new CountRecording(db, windows).Count(recording);
    }

    private void Persons<TRow>(
        TableFile file, ImportTally tally, IProgress<long>? progress, Func<Codes, OfficersSince, PersonFacts<TRow>> facts) where TRow : FileRow
    {
        var codes = Codes.OfOfficers(db);
        var units = LoadOrganisation.Units(db, recording);
        var since = new OfficersSince(db, recording, units);
        counting = new(db, recording, windows, units, since);
        var take = new TakePersonRows<TRow>(db, recording, tokens, since, facts(codes, since), counting);
        InBatches<TRow, NamedRow<TRow>>(file, tally, progress, take.Prepare, take.Take, batchRows);
        foreach (var judged in take.JudgeAgain()) tally.Judge(judged);
        foreach (var taken in take.Finish()) tally.Took(taken);
        codes.Write();
    }

    private void Numbers<TRow>(
        TableFile file, ImportTally tally, IProgress<long>? progress, Func<TakeNumbers, IReadOnlyList<TRow>, IEnumerable<Taken>> take) where TRow : FileRow
    {
        if (campaign is null) throw new RefusedFileException("campaign-needed");
        var numbers = new TakeNumbers(db, recording, tokens, Codes.OfUnits(db), campaign);
        file.IsPercentage = cell => TakeNumbers.IsRate(campaign.Campaign, cell);
        Whole<TRow>(file, tally, progress, rows => take(numbers, rows));
    }

    private void Whole<TRow>(TableFile file, ImportTally tally, IProgress<long>? progress, Func<IReadOnlyList<TRow>, IEnumerable<Taken>> take) where TRow : FileRow =>
        InBatches<TRow, TRow>(file, tally, progress, row => row, take, int.MaxValue);

    private void Batches<TRow>(TableFile file, ImportTally tally, IProgress<long>? progress, Func<IReadOnlyList<TRow>, IEnumerable<Taken>> take) where TRow : FileRow =>
        InBatches<TRow, TRow>(file, tally, progress, row => row, take, batchRows);

    /// <param name="prepare">What can be made of a row without the store; called while the batch before is taken.</param>
    private void InBatches<TRow, TPrepared>(
        TableFile file, ImportTally tally, IProgress<long>? progress, Func<TRow, TPrepared> prepare, Func<IReadOnlyList<TPrepared>, IEnumerable<Taken>> take, int size) where TRow : FileRow
    {
        long read = 0;
        foreach (var batch in Ahead.Of(Read(file, prepare, size)))
        {
            foreach (var row in batch.Found) tally.Found(row);
            read += batch.Read;
            progress?.Report(read);
            if (batch.Rows.Count == 0) continue;
            foreach (var taken in take(batch.Rows)) tally.Took(taken);
        }
    }

    private IEnumerable<Batch<TPrepared>> Read<TRow, TPrepared>(TableFile file, Func<TRow, TPrepared> prepare, int size) where TRow : FileRow
    {
        var batch = new Batch<TPrepared>(0);
        foreach (var row in file.Rows(today))
        {
            batch.Read++;
            if (row.Issues.Count > 0 || row.Value is null) batch.Found.Add(row);
            if (row.Value is { } value) batch.Rows.Add(prepare((TRow)value));
            if (batch.Rows.Count < size) continue;
            yield return batch;
            batch = new(size);
        }
        if (batch.Read > 0) yield return batch;
    }

    /// <param name="room">For the rows: after a full batch another one is likely.</param>
    private sealed class Batch<T>(int room)
    {
        public List<T> Rows { get; } = new(room);

        /// <summary>Rows with something to tell.</summary>
        public List<ReadRow> Found { get; } = [];

        public int Read { get; set; }
    }
}
