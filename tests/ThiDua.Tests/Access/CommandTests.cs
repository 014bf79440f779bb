using System.CommandLine;
using Microsoft.AspNetCore.Routing;
using ThiDua.Access;
using ThiDua.Cli;
using ThiDua.Core.Access;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Access;

/// <summary>What the commands do, by the acts of docs/access.md. The command line asks for no rights; the site does, for the same things.</summary>
public sealed class CommandTests
{
    [Fact]
    public void Every_command_says_which_acts_it_does() =>
        Assert.Equal([], Commands().Where(c => c.Command is not ActCommand { Acts.Count: > 0 }).Select(c => c.Name));

    [Fact]
    public void The_commands_of_the_documents_are_those_of_the_program() =>
        Assert.Equal(
            Repository.TableOf("docs/access.md", "command").Skip(1).Select(r => $"{r[0].Trim('`')}: {r[1]}").Order(StringComparer.Ordinal),
            Commands().Select(c => $"{c.Name}: {string.Join(", ", ((ActCommand)c.Command).Acts)}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task What_a_command_does_is_done_on_the_site_by_who_may_do_that_act_and_nobody_else()
    {
        await using var api = await ApiSite.Start();
        var needs = ((IEndpointRouteBuilder)api.Site).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Select(m => (Name: $"{m} {e.RoutePattern.RawText!.Replace("/api/v1", "", StringComparison.Ordinal)}", Act: e.Metadata.GetMetadata<NeedsAttribute>()?.Act)) ?? []).ToLookup(e => e.Name, e => e.Act);
        var twins = Repository.TableOf("docs/access.md", "command").Skip(1).Where(r => r[2] != "–").SelectMany(r => r[2].Split(',').Select(a => (Acts: r[1].Split(", "), Address: a.Trim().Trim('`')))).ToList();
        Assert.True(twins.Count > 15, $"{twins.Count} addresses");
        Assert.Equal([], twins.Where(t => !needs[t.Address].Any() || needs[t.Address].Any(a => !t.Acts.Contains($"{a}"))).Select(t => t.Address));
    }

    private static IEnumerable<(string Name, Command Command)> Commands(Command? of = null, string above = "")
    {
        foreach (var command in (of ?? CommandTree.Build(ThiDua.Texts.Language.Vi)).Subcommands)
        {
            var name = above + command.Name;
            if (command.Subcommands.Count == 0) yield return (name, command);
            foreach (var below in Commands(command, name + " ")) yield return below;
        }
    }
}
