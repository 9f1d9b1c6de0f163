#!/usr/bin/env bash
# Microsoft.ML 5.0.1 in a file-based program (`dotnet run app.cs`, SDK 10.0.401): such a program runs on the ordinary runtime with its JIT, and yet
# ML.NET cannot even make a data view of a list in it, for these programs are built as if for native AOT, which switches code generation off.
# With `#:property PublishAot=false` the same lines run. The message names neither.
# Seen: plain: PlatformNotSupportedException / with PublishAot=false: 20 rows
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
program='#:package Microsoft.ML@5.0.1
#:property ManagePackageVersionsCentrally=false
using Microsoft.ML;
try
{
    var ml = new MLContext(1);
    var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row { X = i }));
    Console.WriteLine($"{ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).Count()} rows");
}
catch (Exception e) { Console.WriteLine(e.GetBaseException().GetType().Name); }
class Row { public float X { get; set; } }'
printf '%s\n' "$program" > plain.cs
printf '#:property PublishAot=false\n%s\n' "$program" > told.cs
plain=$(dotnet run plain.cs 2>&1 | tail -1)
told=$(dotnet run told.cs 2>&1 | tail -1)
echo "plain: $plain"
echo "with PublishAot=false: $told"
[ "$plain" = PlatformNotSupportedException ] && [ "$told" = "20 rows" ]
