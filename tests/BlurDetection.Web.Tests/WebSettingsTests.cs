using BlurDetection.Web;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Tests;

public sealed class WebSettingsTests
{
    [Theory]
    [InlineData("MaxFiles", "1,000")]
    [InlineData("MaxFiles", "abc")]
    [InlineData("MaxFiles", "0")]
    [InlineData("MaxPixels", "1.5")]
    [InlineData("MaxFils", "10")]
    public void AWrongSettingStopsTheStartWithItsName(string name, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() =>
            WebServer.Build(["--urls", "http://127.0.0.1:0", $"--Web:{name}", value]));
        Assert.Contains(name, error.Message);
    }
}
