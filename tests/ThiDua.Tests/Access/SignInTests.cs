using System.Net;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Access;

/// <summary>Signing in against the store, on both engines, with a clock that the test moves.</summary>
public sealed class SignInTests
{
    private const string Password = "cửa sổ nhìn ra sông";
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress There = IPAddress.Parse("203.0.113.9");

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_password_with_a_code_lets_in_once_per_code(Engine engine)
    {
        using var place = new Place(engine);
        var account = place.Account("lan");
        var keep = new KeepOwnAccount(place.Installation);
        keep.ChangePassword(account, "", Password, null, Here);
        Assert.Equal((account, null, null), (place.Check("lan", Password), place.Check("lan", Password + "x"), place.Check("khong-co", Password)));

        var secret = place.Offer(account);
        var recovery = keep.TakeTotp(account, place.Code(secret), Here);
        Assert.Equal((10, null, null), (recovery.Count, place.Check("lan", Password), place.Check("lan", Password, place.Code(secret)))); // a code used to set up is used
        place.Clock.Forward(TimeSpan.FromSeconds(30));
        Assert.Equal((account, null), (place.Check("LAN", Password, place.Code(secret)), place.Check("lan", Password, place.Code(secret))));
        place.Clock.Forward(TimeSpan.FromMinutes(20));
        Assert.Equal((account, null), (place.Check("lan", Password, recovery[3].Replace("-", " ", StringComparison.Ordinal)), place.Check("lan", Password, recovery[3])));
        Assert.Null(place.Check("lan", "sai mật khẩu rồi đó", recovery[4]));
        Assert.Equal(account, place.Check("lan", Password, recovery[4])); // a wrong password wastes no code
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_21_strangers_who_try_wait_and_cannot_shut_the_owner_out(Engine engine)
    {
        using var place = new Place(engine);
        var account = place.Account("lan");
        new KeepOwnAccount(place.Installation).ChangePassword(account, "", Password, null, Here);
        new Sessions(place.Installation).Begin(account, Way.Password, Here, "");
        for (var i = 0; i < TryLimit.FreeOfName; i++) Assert.Null(place.Check("lan", "sai", from: There));
        Assert.Throws<WaitException>(() => place.Check("lan", Password, from: There));
        Assert.Equal(account, place.Check("lan", Password, from: Here)); // from where he signed in before
        place.Clock.Forward(TimeSpan.FromMinutes(15));
        Assert.Equal(account, place.Check("lan", Password, from: There)); // for nobody it lasts

        for (var i = 0; i < TryLimit.FreeOfAddress; i++) Assert.Null(place.Check("nguoi" + i, "sai", from: There));
        Assert.Throws<WaitException>(() => place.Check("nguoi-moi", "sai", from: There));
        Assert.Equal(account, place.Check("lan", Password, from: Here));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void An_old_password_is_made_anew_when_it_was_right(Engine engine)
    {
        using var place = new Place(engine);
        var account = place.Account("lan");
        using var db = place.Installation.Open();
        db.Execute("update account set password = @old", new { old = Passwords.Text(new NSec.Cryptography.Argon2Parameters { MemorySize = 8192, NumberOfPasses = 1, DegreeOfParallelism = 1 }, new byte[16], Password) });
        Assert.Equal(account, place.Check("lan", Password));
        Assert.False(Passwords.IsOld(new AccountQueries(db).Of(account).Password!));
        Assert.Equal(account, place.Check("lan", Password));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_25_a_session_ends_when_idle_when_old_when_ended_and_when_its_account_is_disabled(Engine engine)
    {
        using var place = new Place(engine);
        var (account, sessions) = (place.Account("lan"), new Sessions(place.Installation));
        string Begin() => sessions.Begin(account, Way.Password, Here, "");
        bool IsAlive(string key) => sessions.Find(key, "browser") is not null;

        var idle = Begin();
        place.Clock.Forward(Sessions.Idle - TimeSpan.FromMinutes(1));
        Assert.True(IsAlive(idle)); // and this is noted
        place.Clock.Forward(Sessions.Idle - TimeSpan.FromMinutes(1));
        Assert.True(IsAlive(idle));
        place.Clock.Forward(Sessions.Idle - TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(1), sessions.Left(sessions.Find(idle, "browser", isUse: false)!)); // who only asks how long it lives on does not prolong it
        place.Clock.Forward(TimeSpan.FromMinutes(2));
        Assert.False(IsAlive(idle));

        var old = Begin();
        for (var passed = TimeSpan.Zero; passed < Sessions.Longest - TimeSpan.FromMinutes(20); passed += TimeSpan.FromMinutes(20), place.Clock.Forward(TimeSpan.FromMinutes(20))) Assert.True(IsAlive(old));
        var renewed = sessions.Confirm(Keys.Sha256(old), Here, "")!;
        Assert.Equal((false, true), (IsAlive(old), IsAlive(renewed))); // a new key for the same stay
        place.Clock.Forward(TimeSpan.FromMinutes(20));
        Assert.False(IsAlive(renewed));

        var (one, other) = (Begin(), Begin());
        sessions.End(account, Keys.Sha256(one));
        Assert.Equal((false, true), (IsAlive(one), IsAlive(other)));
        var program = sessions.BeginKey(account, place.Installation.Clock.GetUtcNow().AddDays(30));
        Assert.Equal((false, true), (IsAlive(program), sessions.Find(program, "key") is not null)); // neither passes for the other
        sessions.EndAll(account);
        Assert.Equal((false, false), (IsAlive(other), sessions.Find(program, "key") is not null));
        var last = Begin();
        new DisableAccount(place.Installation).Disable("lan", "máy");
        Assert.False(IsAlive(last));
        Assert.Null(sessions.Find(sessions.BeginKey(account, place.Installation.Clock.GetUtcNow().AddDays(1)), "key"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_link_works_once_and_not_after_its_day(Engine engine)
    {
        using var place = new Place(engine);
        var (account, links) = (place.Account("lan"), new SignInLinks(place.Installation));
        var (used, late) = (links.New(account), links.New(account));
        Assert.Equal((account, null, null), (links.Use(used), links.Use(used), links.Use("khong-co")));
        place.Clock.Forward(SignInLinks.Lasts);
        Assert.Null(links.Use(late));
    }

    /// <summary>AC-31.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_31_an_administrator_cannot_give_a_role_to_himself_nor_disable_himself(Engine engine)
    {
        using var place = new Place(engine);
        var (admin, other) = (place.Account("quan-tri"), place.Account("lan"));
        var grant = new GrantRole(place.Installation);
        grant.Give(admin, Role.Administrator, null, Days.Always, "máy:root");
        Assert.Equal("own-role", Assert.Throws<AccessException>(() => grant.Give(admin, Role.StandingOffice, null, Days.Always, "quan-tri")).Code);
        Assert.Equal("own-account", Assert.Throws<AccessException>(() => new DisableAccount(place.Installation).Disable("quan-tri", "quan-tri")).Code);
        grant.Give(other, Role.Auditor, null, Days.Always, "quan-tri");
        using var db = place.Installation.Open();
        Assert.Equal(["quan-tri Administrator máy:root", "lan Auditor quan-tri"], new AccountQueries(db).Roles().Select(r => $"{(r.Account == admin ? "quan-tri" : "lan")} {r.Role} {r.GivenBy}"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_login_at_a_provider_belongs_to_one_account(Engine engine)
    {
        using var place = new Place(engine);
        var (lan, mai, logins) = (place.Account("lan"), place.Account("mai"), new ExternalLogins(place.Installation));
        Assert.Equal((null, true, false, lan), (logins.Find("https://a", "1"), logins.Link(lan, "https://a", "1"), logins.Link(mai, "https://a", "1"), logins.Find("https://a", "1")));
        Assert.Null(logins.Find("https://b", "1"));
        logins.Unlink(lan);
        Assert.Null(logins.Find("https://a", "1"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_password_is_changed_by_who_knows_the_old_one(Engine engine)
    {
        using var place = new Place(engine);
        var (account, keep) = (place.Account("lan"), new KeepOwnAccount(place.Installation));
        keep.ChangePassword(account, "", Password, null, Here);
        Assert.Equal("password-wrong", Assert.Throws<AccessException>(() => keep.ChangePassword(account, "", Password + " mới", null, Here)).Code);
        Assert.Equal("password-wrong", Assert.Throws<AccessException>(() => keep.ChangePassword(account, Password + "x", Password + " mới", null, Here)).Code);
        keep.ChangePassword(account, Password, Password + " mới", null, Here);
        Assert.Equal((null, account), (place.Check("lan", Password), place.Check("lan", Password + " mới")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_somebody_signs_in_by_is_a_matter_of_the_trail(Engine engine)
    {
        using var place = new Place(engine);
        var account = place.Account("lan");
        var (keep, logins) = (new KeepOwnAccount(place.Installation), new ExternalLogins(place.Installation));
        keep.ChangePassword(account, "", Password, null, Here);
        keep.TakeTotp(account, place.Code(place.Offer(account)), Here);
        keep.DropTotp(account);
        logins.Link(account, "https://a", "1");
        logins.Unlink(account);
        using var db = place.Installation.Open();
        Assert.Equal(["account lan", "password lan", "totp lan", "recovery-codes lan", "totp-dropped lan", "provider-linked lan https://a", "provider-unlinked lan"],
            db.Query<string>("select act || ' ' || subject || coalesce(' ' || after, '') from trail order by entry_no"));
    }

    /// <summary>A plain hash is enough only for what nobody can try through: 112 bits and more.</summary>
    [Fact]
    public void A_recovery_code_is_too_long_to_be_guessed_from_its_hash()
    {
        using var place = new Place(Engine.Sqlite);
        var codes = RecoveryCodes.Renew(place.Installation, place.Account("lan"));
        Assert.Equal((10, 10), (codes.Count, codes.Distinct().Count()));
        Assert.All(codes, c => Assert.Matches("^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$", c)); // 24 letters of 5 bits
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_is_done_to_accounts_stands_in_the_trail(Engine engine)
    {
        using var place = new Place(engine);
        var account = place.Account("lan");
        var grant = new GrantRole(place.Installation).Give(account, Role.Auditor, null, Days.Always, "máy");
        new SignInLinks(place.Installation).New(account);
        new Sessions(place.Installation).BeginKey(account, new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        new GrantRole(place.Installation).Take(grant, "máy");
        new DisableAccount(place.Installation).Disable("lan", "máy");
        new DisableAccount(place.Installation).Disable("lan", "máy");
        using var db = place.Installation.Open();
        Assert.Equal(["account lan ", "role lan Auditor", "link lan ", "key lan 2026-04-01T00:00:00.000Z", "role-taken lan ", "account-disabled lan "], db.Query<string>("select act || ' ' || subject || ' ' || coalesce(after, '') from trail order by entry_no"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void An_administrator_ends_the_sessions_of_one_account_and_of_no_other(Engine engine)
    {
        using var place = new Place(engine);
        var (lan, mai, sessions) = (place.Account("lan"), place.Account("mai"), new Sessions(place.Installation));
        var (browser, program, others) = (sessions.Begin(lan, Way.Passkey, Here, ""), sessions.BeginKey(lan, place.Clock.GetUtcNow().AddDays(1)), sessions.Begin(mai, Way.Passkey, Here, ""));
        new EndSessions(place.Installation).End("LAN");
        Assert.Equal((null, null, mai), (sessions.Find(browser, "browser")?.Account, sessions.Find(program, "key")?.Account, sessions.Find(others, "browser")?.Account));
        Assert.NotNull(sessions.Find(sessions.Begin(lan, Way.Passkey, Here, ""), "browser")); // it may come again
        using var db = place.Installation.Open();
        Assert.Equal(["lan"], db.Query<string>("select subject from trail where act = 'sessions-ended'"));
    }

    /// <summary>Nothing of what was typed into the wrong field can be read in the store.</summary>
    [Fact]
    public void A_password_typed_as_a_name_is_not_kept()
    {
        using var place = new Place(Engine.Sqlite);
        place.Check("mat.khau.cua.toi", "x");
        using var db = place.Installation.Open();
        Assert.Equal([Keys.Sha256("name:mat.khau.cua.toi")], db.Query<string>("select name_sha256 from sign_in_failure"));
    }

    private sealed class Place : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("thidua-access-").FullName;

        public Place(Engine engine) => Installation = new(folder, engine == Engine.Postgres ? PostgresCluster.NewDatabase() : null, Clock, null);

        public Installation Installation { get; }

        public Moved Clock { get; } = new();

        public int Account(string name) => new CreateAccount(Installation).Create(name, name);

        public int? Check(string name, string password, string code = "", IPAddress? from = null) => new CheckPassword(Installation).Check(name, password, code, from ?? Here);

        /// <summary>The secret of a newly offered code app.</summary>
        public byte[] Offer(int account)
        {
            new KeepOwnAccount(Installation).OfferTotp(account);
            using var db = Installation.Open();
            return new Secrets(Installation).Open(account, new AccountQueries(db).Of(account).TotpOffered!);
        }

        public string Code(byte[] secret) => Totp.Code(secret, Totp.StepAt(Clock.GetUtcNow()));

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }

    private sealed class Moved : TimeProvider
    {
        private DateTimeOffset now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

        public void Forward(TimeSpan time) => now += time;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
