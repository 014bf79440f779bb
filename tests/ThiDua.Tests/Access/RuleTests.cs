using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Identity;
using NSec.Cryptography;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Access;

/// <summary>The rules behind signing in, against published and independent figures.</summary>
public sealed class RuleTests
{
    /// <summary>RFC 6238, appendix B, SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082"), InlineData(1111111109, "07081804"), InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924"), InlineData(2000000000, "69279037"), InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code, Totp.Code("12345678901234567890"u8, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), 8));

    /// <summary>RFC 4648, §10, without filling.</summary>
    [Theory, InlineData("", ""), InlineData("f", "MY"), InlineData("foo", "MZXW6"), InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_for_apps_are_Base32(string bytes, string text) => Assert.Equal(text, Totp.Text(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void A_code_is_good_for_three_steps_and_never_twice()
    {
        var secret = "12345678901234567890"u8.ToArray();
        Assert.Equal([null, 99, 100, 101, null], Enumerable.Range(98, 5).Select(step => Totp.Match(secret, Totp.Code(secret, step), 100, 0)));
        Assert.Equal([null, null, 101], Enumerable.Range(99, 3).Select(step => Totp.Match(secret, Totp.Code(secret, step), 100, used: 100)));
    }

    [Fact]
    public void A_password_is_known_again_however_its_letters_were_composed()
    {
        var typed = "một mật khẩu đủ dài";
        var stored = Passwords.Hash(typed);
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", stored, StringComparison.Ordinal);
        Assert.Equal((true, true, false, false), (Passwords.IsRight(typed, stored), Passwords.IsRight(typed.Normalize(NormalizationForm.FormD), stored), Passwords.IsRight(typed + ".", stored), Passwords.IsOld(stored)));
    }

    /// <summary>Made with the reference implementation (RFC 9106): argon2 SALT -id -t 2 -k 19456 -p 1 -l 32 -r.</summary>
    [Theory]
    [InlineData("abc", "a7454df0c22669d5f3f6c9d9ef81759f07fd02e907f02159936c1c60bf1c30e6")]
    [InlineData("mật khẩu của tôi", "aa9ebf46df73062ce0330eef8ee3f27dd8a2aa725c71f46ed6188465fcaf616a")]
    public void A_password_is_kept_as_the_reference_keeps_it(string password, string hash)
    {
        var text = Passwords.Text(new Argon2Parameters { MemorySize = 19_456, NumberOfPasses = 2, DegreeOfParallelism = 1 }, "0123456789abcdef"u8.ToArray(), password);
        Assert.Equal(hash, Convert.ToHexStringLower(Convert.FromBase64String(text.Split('$')[^1] + "=")));
    }

    [Fact]
    public void A_password_made_with_smaller_figures_is_still_known_and_is_old()
    {
        var old = Passwords.Text(new Argon2Parameters { MemorySize = 8192, NumberOfPasses = 1, DegreeOfParallelism = 1 }, new byte[16], "cửa sổ nhìn ra sông Hậu");
        Assert.Equal((true, true), (Passwords.IsRight("cửa sổ nhìn ra sông Hậu", old), Passwords.IsOld(old)));
    }

    [Theory]
    [InlineData("cửa sổ nhìn ra sông", null), InlineData("correct horse battery staple", null), InlineData("k7#Vq!zR2@wL", null)]
    [InlineData("một hôm trời mưa rất to, ba người đi qua cầu và hỏi nhau xem chiếc ô nào là của ai, rồi cười mãi không thôi cho tới bờ bên kia", null)]
    [InlineData("ngắn quá", "too-short"), InlineData("matkhau123456789", "common"), InlineData("Mật khẩu BHXH 2024", "common"), InlineData("P@ssw0rd!!2024", "common")]
    [InlineData("aaaaaaaaaaaaaaaa", "common"), InlineData("qwertyuiop[]asdf", "common"), InlineData("123456789012", "common"), InlineData("thidua.longxuyen", "common")]
    [InlineData("vanphong9936@@", "common"), InlineData("Phường Mỹ Bình 2025", "common")]
    // of the million most used ones of many leaks: the first long enough, some between, one of the last
    [InlineData("mailcreated5240", "leaked"), InlineData("Chickenwing101", "leaked"), InlineData("unbelievable", "leaked"), InlineData("CONTORTIONIST", "leaked"), InlineData("jaspercullen", "leaked"), InlineData("marlboro2202", "leaked")]
    public void Long_passwords_of_ones_own_are_good_and_common_ones_are_not(string password, string? fault)
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        office.Import(ThiDua.Intake.FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nXP1,Phường Mỹ Bình,phường\n");
        using var db = office.Installation.Open();
        Assert.Equal(fault is null ? null : "password-" + fault, Record.Exception(() => CommonPasswords.Check(db, password, "lan.pham", "Phạm Lan")) is AccessException e ? e.Code : null);
    }

    /// <summary>In order and each once, or the search would miss some.</summary>
    [Fact]
    public void The_list_of_leaked_passwords_is_whole()
    {
        var hashes = File.ReadAllBytes(Path.Combine(Repository.Root, "catalog", "leaked-passwords.bin")).Chunk(5).Select(Convert.ToHexString).ToList();
        Assert.Equal(43_940, hashes.Count);
        Assert.Equal(hashes.Distinct().Order(StringComparer.Ordinal), hashes);
    }

    [Fact]
    public void A_name_waits_longer_with_each_failure_but_never_longer_than_a_quarter_of_an_hour()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var waits = Enumerable.Range(0, 14).Select(n => (int?)(TryLimit.OfName([.. Enumerable.Repeat(now, n)], now) - now)?.TotalSeconds);
        Assert.Equal([null, null, null, null, null, 30, 60, 120, 240, 480, 900, 900, 900, 900], waits);
        Assert.Null(TryLimit.OfName([.. Enumerable.Repeat(now - TryLimit.NameWindow, 50)], now));
        Assert.Equal([null, TimeSpan.FromMinutes(10)], new[] { 29, 30 }.Select(n => TryLimit.OfAddress([.. Enumerable.Repeat(now, n)], now) - now));
    }

    [Theory]
    [InlineData("/c/9936?a=b", "/c/9936?a=b"), InlineData(null, "/"), InlineData("", "/"), InlineData("https://evil.example", "/"), InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/"), InlineData("/a\\..\\evil", "/"), InlineData("javascript:alert(1)", "/"), InlineData("/\tevil", "/"), InlineData("/a\r\nSet-Cookie: a=b", "/"), InlineData("c/9936", "/")]
    public void After_signing_in_one_stays_on_this_site(string? asked, string to) => Assert.Equal(to, LocalPath.Of(asked));

    /// <summary>Walked once for all units, and asked unit by unit: the same, also where units stand in a circle.</summary>
    [Fact]
    public void The_units_of_an_act_are_those_for_which_it_is_allowed() => Gen.Select(Gen.Int[1, 30], Gen.Int[0, 29].Array[30], Gen.Int[0, 29].Array[0, 4]).Sample((count, above, tops) =>
    {
        var rights = new Rights(tops.Select(t => new Grant(Role.UnitHead, t, ThiDua.Core.Basics.Days.Always)), null, u => above[u] % 7 == 0 ? null : above[u] % count, new(2024, 11, 30));
        var known = Enumerable.Range(0, count).ToList();
        Assert.Equal(known.Where(u => rights.MayUnit(Act.SeeUnit, u)), rights.Within(Act.SeeUnit, known)!.Order());
    }, iter: 5000);

    /// <summary>S-15b: what of Identity's passkeys differs from its defaults, or must stay as it is.</summary>
    [Fact]
    public void Passkeys_are_asked_for_as_decided()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        var options = Passkeys.Options(new SiteOptions(office.Installation, "http://127.0.0.1:5080", false) { Public = new("https://thidua.example") });
        Assert.Equal(("thidua.example", "required", "required"), (options.ServerDomain, options.UserVerificationRequirement, options.ResidentKeyRequirement));
        Assert.Equal((32, TimeSpan.FromMinutes(5), 10), (options.ChallengeSize, options.AuthenticatorTimeout, Passkeys.Most));
        Assert.NotNull(options.ValidateOrigin);
        Assert.Null(new IdentityPasskeyOptions().ServerDomain);
    }

    [Fact]
    public void An_authenticator_key_is_sealed_for_its_account()
    {
        using var office = new Office(Engine.Sqlite, campaign: null);
        var secrets = new Secrets(office.Installation);
        var held = secrets.Seal(1, [1, 2, 3]);
        Assert.Equal([1, 2, 3], secrets.Open(1, held));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => secrets.Open(2, held));
    }
}
