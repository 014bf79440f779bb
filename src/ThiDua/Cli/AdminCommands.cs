using System.CommandLine;
using System.Globalization;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`admin`: accounts, roles and ways in, for whoever has the machine. Secrets are printed once and kept nowhere.</summary>
public static class AdminCommands
{
    private static readonly Argument<string> Name = new("account-name");

    public static Command Admin(Language language)
    {
        var admin = new Command("admin") { First(), Group(language, "account", AddAccount()), Group(language, "role", GiveRole(), TakeRole()), Disable(), SignOut(), Link(), Key(), Provider(), List() };
        foreach (var verb in admin.Subcommands) CommandTree.Describe(verb, "cli.admin." + verb.Name, language);
        return admin;
    }

    private static Command Group(Language language, string name, params ReadOnlySpan<Command> verbs)
    {
        var group = new Command(name);
        foreach (var verb in verbs)
        {
            CommandTree.Describe(verb, $"cli.admin.{name}.{verb.Name}", language);
            group.Add(verb);
        }
        return group;
    }

    private static ActCommand First()
    {
        var shown = new Option<string>("--shown") { Required = true };
        return Verb("first", [Name], [shown], call =>
        {
            using (var db = call.Installation.Open())
            {
                if (new AccountQueries(db).Roles().Any(r => r.Role == Role.Administrator)) throw new AccessException("first-exists");
            }
            var account = new CreateAccount(call.Installation).Create(call.Value(Name)!, call.Value(shown)!);
            new GrantRole(call.Installation).Give(account, Role.Administrator, null, Days.Always, Viewer.Machine.Name);
            SayLink(call, new SignInLinks(call.Installation).New(account));
        });
    }

    private static ActCommand AddAccount()
    {
        var shown = new Option<string>("--shown") { Required = true };
        var officer = new Option<string?>("--officer");
        return Verb("add", [Name], [shown, officer], call => SayLink(call, new SignInLinks(call.Installation).New(new CreateAccount(call.Installation).Create(call.Value(Name)!, call.Value(shown)!, call.Value(officer)))));
    }

    private static ActCommand GiveRole()
    {
        var role = new Argument<string>("role");
        var unit = new Option<string?>("--unit");
        var from = new Option<string?>("--from");
        var to = new Option<string?>("--to");
        return Verb("give", [Name, role], [unit, from, to], call =>
        {
            var known = Find(call.Value(role)!) ?? throw new UsageException("usage-role", call.Value(role)!, string.Join(' ', Enum.GetValues<Role>().Where(r => r != Role.Public).Select(Word)));
            var grant = new GrantRole(call.Installation).Give(Account(call), known, call.Value(unit), new(call.Day(from), call.Day(to)), Viewer.Machine.Name);
            Answer(call, call.Say("cli.admin.given", call.Say("access.role." + known), call.Value(Name)!, Plain(grant)), ("grant", Plain(grant)));
        });
    }

    private static ActCommand TakeRole()
    {
        var grant = new Argument<int>("grant");
        return Verb("take", [grant], [], call =>
        {
            new GrantRole(call.Installation).Take(call.Value(grant), Viewer.Machine.Name);
            Answer(call, call.Say("cli.admin.taken", Plain(call.Value(grant))), ("grant", Plain(call.Value(grant))));
        });
    }

    private static ActCommand Disable() => Verb("disable", [Name], [], call =>
    {
        new DisableAccount(call.Installation).Disable(call.Value(Name)!, Viewer.Machine.Name);
        Answer(call, call.Say("cli.admin.disabled", call.Value(Name)!), ("account", call.Value(Name)!));
    });

    private static ActCommand SignOut() => Verb("sign-out", [Name], [], call =>
    {
        new EndSessions(call.Installation).End(call.Value(Name)!);
        Answer(call, call.Say("cli.admin.signed-out", call.Value(Name)!), ("account", call.Value(Name)!));
    });

    private static ActCommand Link() => Verb("link", [Name], [], call => SayLink(call, new SignInLinks(call.Installation).New(Account(call))));

    private static ActCommand Key()
    {
        var until = new Option<string?>("--until") { Required = true };
        return Verb("key", [Name], [until], call =>
        {
            var day = call.Day(until)!.Value;
            if (day < call.Installation.Day) throw new AccessException("key-over", Written.Day(day));
            var key = new Sessions(call.Installation).BeginKey(Account(call), new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)));
            Answer(call, call.Say("cli.admin.key-made", key, Written.Day(day)), ("key", key));
        });
    }

    private static ActCommand Provider()
    {
        var issuer = new Option<string>("--issuer") { Required = true };
        var subject = new Option<string>("--subject") { Required = true };
        return Verb("provider", [Name], [issuer, subject], call =>
        {
            if (!new ExternalLogins(call.Installation).Link(Account(call), call.Value(issuer)!, call.Value(subject)!)) throw new AccessException("provider-taken");
            Answer(call, call.Say("access.linked"), ("account", call.Value(Name)!));
        });
    }

    private static ActCommand List() => Verb("list", [], [], call =>
    {
        using var db = call.Installation.Open();
        var queries = new AccountQueries(db);
        var (accounts, roles) = (queries.All(), queries.Roles().ToLookup(r => r.Account));
        if (!call.AsJson)
        {
            TextTable.Write([call.Say("access.name"), call.Say("access.shown"), call.Say("access.roles")],
                accounts.Select(a => (IReadOnlyList<string>)[a.Name + (a.DisabledAt is null ? "" : $" ({call.Say("access.disabled")})"), a.Shown, string.Join("; ", roles[a.Id].Select(r => $"{Plain(r.Id)}: {call.Say("access.role." + r.Role)}{(r.Unit is null ? "" : " " + r.Unit)}"))]), [false, false, false]);
            return;
        }
        Invocation.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("accounts");
            foreach (var account in accounts)
            {
                json.WriteStartObject();
                json.WriteString("name", account.Name);
                json.WriteString("shown", account.Shown);
                json.WriteString("officer", account.Officer);
                json.WriteBoolean("disabled", account.DisabledAt is not null);
                json.WriteBoolean("password", account.Password is not null);
                json.WriteBoolean("totp", account.Totp is not null);
                json.WriteNumber("passkeys", account.Passkeys);
                json.WriteStartArray("roles");
                foreach (var role in roles[account.Id])
                {
                    json.WriteStartObject();
                    json.WriteNumber("grant", role.Id);
                    json.WriteString("role", Word(role.Role));
                    json.WriteString("unit", role.Unit);
                    json.WriteString("from", role.FromDay == 0 ? null : Database.Stored.Day(role.FromDay).Iso());
                    json.WriteString("to", role.ToDay == Database.Stored.OpenEnd ? null : Database.Stored.Day(role.ToDay).Iso());
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    });

    private static ActCommand Verb(string name, Argument[] arguments, Option[] options, Action<Invocation> work)
    {
        var command = new ActCommand(name, Act.KeepAccounts);
        foreach (var argument in arguments) command.Add(argument);
        foreach (var option in options) command.Add(option);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            work(call);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void SayLink(Invocation call, string key) => Answer(call, call.Say("cli.admin.link-made", "/vao/" + key, ServeCommand.DefaultUrls), ("link", "/vao/" + key));

    private static void Answer(Invocation call, string sentence, (string Name, string Value) field)
    {
        if (!call.AsJson)
        {
            Console.WriteLine(sentence);
            return;
        }
        Invocation.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString(field.Name, field.Value);
            json.WriteEndObject();
        });
    }

    private static int Account(Invocation call)
    {
        using var db = call.Installation.Open();
        return new AccountQueries(db).Named(call.Value(Name)!).Id;
    }

    /// <summary>A role as it is written on the command line: standing-office.</summary>
    private static string Word(Role role)
    {
#pragma warning disable CA1308 // words of the command line are lower case
        return string.Concat(role.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + c : c.ToString())).ToLowerInvariant();
#pragma warning restore CA1308
    }

    private static Role? Find(string word)
    {
        foreach (var role in Enum.GetValues<Role>()) if (role != Role.Public && string.Equals(Word(role), word, StringComparison.OrdinalIgnoreCase)) return role;
        return null;
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
