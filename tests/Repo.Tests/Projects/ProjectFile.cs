using System.Xml;
using System.Xml.Linq;
using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Projects;

/// <summary>A project file, as far as the rules about the tree ask.</summary>
/// <param name="Path">From the root of the repository.</param>
/// <param name="References">Folders of the projects it refers to, from the root.</param>
/// <param name="Packages">Packages it refers to.</param>
/// <param name="VersionedPackages">Those of them that carry a version of their own.</param>
public sealed record ProjectFile(
    string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages, IReadOnlyList<string> VersionedPackages)
{
    /// <summary>The folder it lies in, such as <c>src/Api</c>.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>All projects of the tree.</summary>
    public static IReadOnlyList<ProjectFile> All => [.. TreeFile.All.Where(f => f.Is(".csproj")).Select(f => Parse(f.Path, f.Text))];

    /// <summary>Reads one.</summary>
    public static ProjectFile Parse(string path, string text)
    {
        var items = Read(path, text).Descendants().ToList();
        var packages = items.Where(e => e.Name.LocalName is "PackageReference").ToList();
        return new ProjectFile(
            path,
            [.. items.Where(e => e.Name.LocalName is "ProjectReference").Select(e => FolderOf(path, Named(e)))],
            [.. packages.Select(Named)],
            [.. packages.Where(HasVersion).Select(Named)]);
    }

    private static XDocument Read(string path, string text)
    {
        try
        {
            return XDocument.Parse(text);
        }
        catch (XmlException error)
        {
            throw new InvalidDataException($"{path} is not well-formed: {error.Message}", error);
        }
    }

    private static string Named(XElement item) => item.Attribute("Include")?.Value ?? item.Attribute("Update")?.Value ?? "";

    private static bool HasVersion(XElement item) =>
        item.Attributes().Select(a => a.Name.LocalName)
            .Concat(item.Elements().Select(e => e.Name.LocalName))
            .Any(n => n is "Version" or "VersionOverride");

    // "../Api/X.csproj" seen from "src/Avro/Y.csproj" is the folder "src/Api".
    private static string FolderOf(string from, string reference)
    {
        var parts = new List<string>(System.IO.Path.GetDirectoryName(from)!.Split('/', '\\'));
        foreach (var part in reference.Split('/', '\\').SkipLast(1).Where(p => p is not ("." or "")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }
}
