using System.Globalization;

namespace MakeCountry;

/// <summary>What is asked for.</summary>
public sealed record Asked(string Folder)
{
    public static readonly string[] Usage =
    [
        "--receipts N", "--officers N", "--units N", "--seed S", "--from YEAR", "--to YEAR", "--one-file",
        "--repeated N", "--corrected N", "--cancelled N", "--claimed N", "--unknown N", "--bad-date N", "--bad-number N",
    ];

    /// <summary>Receipts that hold in the end; what is planted wrong comes on top.</summary>
    public long Receipts { get; init; } = 100_000;

    public int Officers { get; init; } = 20_000;

    /// <summary>34 provinces and 3,321 communes under one top; more are invented.</summary>
    public int Units { get; init; } = 3_356;

    public ulong Seed { get; init; } = 1;

    public int From { get; init; } = 2019;

    public int To { get; init; } = 2024;

    /// <summary>All results in one file instead of one a month.</summary>
    public bool OneFile { get; init; }

    // Planted on one receipt in so many; 0: never.

    /// <summary>The very same row again.</summary>
    public int Repeated { get; init; } = 100;

    /// <summary>Wrong amount, every second time wrong months too; the right row follows.</summary>
    public int Corrected { get; init; } = 200;

    /// <summary>Booked twice under two numbers; the second is cancelled.</summary>
    public int Cancelled { get; init; } = 500;

    /// <summary>Another officer claims the same receipt.</summary>
    public int Claimed { get; init; } = 700;

    /// <summary>A receipt of a person of its own whose officer nobody knows.</summary>
    public int Unknown { get; init; } = 900;

    /// <summary>A day that does not exist.</summary>
    public int BadDate { get; init; } = 1_100;

    /// <summary>A number that is too short, or has a letter.</summary>
    public int BadNumber { get; init; } = 1_300;

    /// <exception cref="ArgumentException">Says which option is wrong.</exception>
    public static Asked Parse(IReadOnlyList<string> arguments)
    {
        var asked = new Asked(arguments[0]);
        for (var i = 1; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name == "--one-file")
            {
                asked = asked with { OneFile = true };
                continue;
            }
            if (!Usage.Any(u => u.StartsWith(name + " ", StringComparison.Ordinal))) throw new ArgumentException($"{name}: no such option. There are: {string.Join(", ", Usage)}");
            if (++i == arguments.Count || !long.TryParse(arguments[i], NumberStyles.None, CultureInfo.InvariantCulture, out var value)) throw new ArgumentException($"{name} needs a whole number.");
            asked = asked.With(name, value, name is "--receipts" or "--seed" ? value : (int)Math.Min(value, int.MaxValue));
        }
        return asked.Checked();
    }

    private Asked With(string name, long value, long small) => name switch
    {
        "--receipts" => this with { Receipts = value },
        "--seed" => this with { Seed = (ulong)value },
        "--officers" => this with { Officers = (int)small },
        "--units" => this with { Units = (int)small },
        "--from" => this with { From = (int)small },
        "--to" => this with { To = (int)small },
        "--repeated" => this with { Repeated = (int)small },
        "--corrected" => this with { Corrected = (int)small },
        "--cancelled" => this with { Cancelled = (int)small },
        "--claimed" => this with { Claimed = (int)small },
        "--unknown" => this with { Unknown = (int)small },
        "--bad-date" => this with { BadDate = (int)small },
        _ => this with { BadNumber = (int)small },
    };

    private Asked Checked()
    {
        if (Receipts is < 1 or > 200_000_000) throw new ArgumentException("--receipts: 1 to 200000000, so that every person has numbers of his own.");
        if (Units < 3) throw new ArgumentException("--units: at least 3, the top, a province and a commune.");
        if (Officers is < 2 or > 9_999_999) throw new ArgumentException("--officers: 2 to 9999999.");
        if (From is < 2016 or > 2099 || To < From || To > 2099) throw new ArgumentException("--from, --to: years from 2016 to 2099, the first not after the last.");
        return this;
    }
}
