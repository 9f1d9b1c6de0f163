using System.Diagnostics;
using System.Xml.Linq;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

/// <summary>What an app outside the repository needs: a project file, and a home folder of its own.</summary>
internal static class OutsideApp
{
    /// <summary>The machine's unpacked packages: used, so that nothing is fetched twice.</summary>
    public static string PackageCache { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The libtorch package for a program that trains on this machine, in the version that the repository pins.</summary>
    public static string LibTorch { get; } = FindLibTorch();

    /// <summary>A console project as <c>dotnet new console</c> makes it.</summary>
    public static string Project(string sdk, string properties, string items) => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <NuGetAudit>false</NuGetAudit>
            <CreateHardLinksForCopyFilesToOutputDirectoryIfPossible>true</CreateHardLinksForCopyFilesToOutputDirectoryIfPossible>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;

    /// <summary>A home folder with the user's package sources.</summary>
    public static string CreateHome(string home)
    {
        string user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string settings = Path.Combine(".nuget", "NuGet", "NuGet.Config");
        Directory.CreateDirectory(Path.Combine(home, ".nuget", "NuGet"));
        if (File.Exists(Path.Combine(user, settings))) File.Copy(Path.Combine(user, settings), Path.Combine(home, settings));
        return home;
    }

    public static void UseHome(ProcessStartInfo start, string home)
    {
        start.Environment["HOME"] = start.Environment["DOTNET_CLI_HOME"] = home;
        start.Environment["NUGET_PACKAGES"] = PackageCache;
    }

    private static string FindLibTorch()
    {
        string platform = OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64";
        XElement pinned = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(item => item.Attribute("Include")!.Value == $"libtorch-cpu-{platform}");
        return $"""<PackageReference Include="libtorch-cpu-{platform}" Version="{pinned.Attribute("Version")!.Value}" />""";
    }
}
