using ThiDua.Database;
using ThiDua.Privacy;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Privacy;

/// <summary>A store of an earlier version, in which personal values lay open, is sealed when it is opened.</summary>
public sealed class OpenStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-open-").FullName;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_lay_open_is_sealed_and_the_open_columns_are_gone(Engine engine)
    {
        var installation = new Installation(folder, engine == Engine.Postgres ? PostgresCluster.EmptyDatabase() : null, TimeProvider.System, new(2024, 11, 30));
        using (Db db = engine == Engine.Postgres ? new PostgresDb(installation.Postgres!, null) : SqliteDb.OpenFile(folder))
        {
            Migrations.Apply(db, upTo: 10);
            db.Execute("""
                insert into recording (recording_id, at, kind, office_id, today) values (1, '2024-11-01T00:00:00.000Z', 'import', 1, 20241101), (2, '2024-11-02T00:00:00.000Z', 'import', 1, 20241102);
                insert into import (recording_id, kind, file, sha256, bytes, row_count, accepted, unchanged, corrected, waiting, rejected)
                  values (1, 'cards', 'the.csv', 'x', 1, 3, 3, 0, 0, 0, 0), (2, 'officers', 'can-bo.csv', 'y', 1, 1, 1, 0, 0, 0, 0);
                insert into card (person_id, recording_id, row_no, card_code, from_day, to_day, fingerprint, personal)
                  values (7, 1, 2, 0, 20240101, 20241231, 1, '{"name":"Kín Thứ Nhất","extra":{"Cột lạ":"kin-mot-x"}}'), (7, 1, 4, 0, 20250101, 20251231, 2, '{"name":"Kín Thứ Hai"}'),
                    (9, 1, 3, 0, 20240101, 20241231, 3, '{"name":"Kín Thứ Ba","phone":"0987654321"}');
                insert into unit (unit_id, office_id, code) values (1, 1, 'U');
                insert into unit_row (unit_id, recording_id, row_no, name, unit_type, from_day, to_day, tree, fingerprint, extra) values (1, 2, 2, 'U', 'x', 0, 99991231, 't', 4, '{"extra":{"Cột lạ":"kin-hai-x"}}');
                insert into officer (officer_id, office_id, code) values (1, 1, 'O');
                insert into post (officer_id, recording_id, row_no, name, unit_id, from_day, to_day, fingerprint, personal)
                  values (1, 2, 2, 'O', 1, 0, 99991231, 5, '{"nationalId":"012345678901"}'), (1, 2, 3, 'O', 1, 0, 99991231, 6, null);
                """);
        }

        using (var db = installation.Open())
        {
            var opened = ReadSealed.OfPersons(db, [7, 9]);
            Assert.Equal(["Kín Thứ Nhất", "Kín Thứ Ba", "Kín Thứ Hai"], new[] { 2, 3, 4 }.Select(r => opened[new(1, r)]["name"]));
            Assert.Equal(["7 1 2", "9 1 3"], db.Query<string>("select person_id || ' ' || recording_id || ' ' || row_no from sealed order by person_id"));
            Assert.Equal(["1 2 2"], db.Query<string>("select officer_id || ' ' || recording_id || ' ' || row_no from officer_sealed"));
            Assert.Equal([], VerifySealed.Faults(db));
            Assert.Equal(["adopt 1", "adopt 2"], db.Query<string>("select act || ' ' || subject from trail order by entry_no"));
            Assert.Equal([], Broken(db, installation));
            db.Execute("update card set to_day = 20251230 where row_no = 4");
            Assert.Equal(["facts-as-recorded #1 adopt 1"], Broken(db, installation));
            Assert.All(["receipt", "card", "relative", "post"], t => Assert.ThrowsAny<System.Data.Common.DbException>(() => db.One<string>($"select personal from {t}")));
            Assert.Equal("0987654321", opened[new(1, 3)]["phone"]);
            Assert.Null(PersonalValues.WhyGone(opened[new(1, 3)], Language.Vi));
        }
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.All(["Kín Thứ", "kin-mot-x", "kin-hai-x", "0987654321", "012345678901"], v => Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(v)) < 0, v));
        }
    }

    private static IEnumerable<string> Broken(Db db, Installation installation) =>
        ThiDua.Trail.VerifyTrail.Verify(db, installation).Where(i => !i.Holds).Select(i => i.Code + " " + string.Join(' ', i.Details));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
