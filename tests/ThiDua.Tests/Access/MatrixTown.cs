using System.Net;
using Microsoft.AspNetCore.Builder;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Access;

/// <summary>The town of two wards on either engine, served when it is first asked for and then for all tests of the matrix.</summary>
public sealed class MatrixTowns : IAsyncDisposable
{
    private readonly MailServer mail = new();
    private readonly Dictionary<Engine, MatrixTown> towns = [];

    internal async Task<MatrixTown> Of(Engine engine)
    {
        if (towns.TryGetValue(engine, out var served)) return served;
        var api = await ApiSite.Start(engine, mail.Address);
        return towns[engine] = new(api, await Neighbours.Fill(api));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var town in towns.Values) await town.DisposeAsync();
        mail.Dispose();
    }
}

/// <summary>One of them, with those who ask.</summary>
internal sealed class MatrixTown(ApiSite api, Neighbours wards) : IAsyncDisposable
{
    private readonly Dictionary<string, Caller> callers = [];

    /// <summary>SQLite tidies up when the last connection of a file is closed: not after each of thousands of requests.</summary>
    private readonly Db held = api.Office.Installation.Open();

    /// <param name="Key">Of a session that was confirmed a moment ago.</param>
    public sealed record Caller(string Name, string Key, Role Role, string? Officer, string Place);

    public Neighbours Wards => wards;

    public WebApplication Site => api.Site;

    public Uri Address => api.Client.BaseAddress!;

    public Installation Installation => api.Office.Installation;

    public Caller Everything() => Called("tat-ca", null, Role.Public, "whole", account =>
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Public)) new GrantRole(Installation).Give(account, role, null, Days.Always, "thử");
    });

    /// <param name="held">False: it was held once.</param>
    public Caller Asker(Role role, string? officer, string place, string? unit, bool held) => Called($"{role}-{officer}-{place}", officer, role, place, account =>
        new GrantRole(Installation).Give(account, role, unit, held ? Days.Always : new(new(2024, 1, 1), new(2024, 1, 31)), "thử"));

    private Caller Called(string name, string? officer, Role role, string place, Action<int> give)
    {
        if (callers.TryGetValue(name, out var known)) return known;
        var account = new CreateAccount(Installation).Create(name, "Người thử " + name, officer);
        give(account);
        return callers[name] = new(name, new Sessions(Installation).Begin(account, Way.Passkey, IPAddress.Loopback, ""), role, officer, place);
    }

    public async ValueTask DisposeAsync()
    {
        held.Dispose();
        await api.DisposeAsync();
    }
}
