using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Monitoring;

public sealed class CameraMonitorTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // Two frames of every scene are enough: the classifier gives the same answer to the same pixels.
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new() { Map = false });
    private readonly CameraMonitorOptions _options = new() { LearningFrames = 10 };
    private DateTimeOffset _now = Noon;

    public void Dispose() => _classifier.Dispose();

    [Fact]
    public void ACameraThatGoesSoftIsReportedAfterTheDelayAndAgainWhenItIsSharp()
    {
        var monitor = Learned();
        var soft = Scenes.Defocused(Scenes.Street);
        var begun = Assert.Single(Show(monitor, soft, 12));
        var softFrom = Noon.AddSeconds(100);
        Assert.Equal((CameraEventKind.ImageTooBlurry, true, softFrom), (begun.Kind, begun.IsActive, begun.Since));
        Assert.InRange(begun.Time - begun.Since, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
        Assert.Equal([CameraEventKind.ImageTooBlurry], monitor.Active);
        var ended = Assert.Single(Show(monitor, Scenes.Street, 12));
        Assert.Equal((CameraEventKind.ImageTooBlurry, false, Noon.AddSeconds(160)), (ended.Kind, ended.IsActive, ended.Since));
        Assert.Empty(monitor.Active);
    }

    [Fact]
    public void FogRainNightAndHeadlightsAreNotReported()
    {
        var monitor = Learned();
        Assert.Empty(Show(monitor, Scenes.Fog(Scenes.Street), 20));
        Assert.Empty(Show(monitor, Scenes.Night(Scenes.Street, 1), 20));
        for (var i = 0; i < 10; i++) Assert.Empty(Show(monitor, Scenes.Rain(Scenes.Street, i), 1));
        Assert.Empty(Show(monitor, Scenes.Headlights(Scenes.Night(Scenes.Street, 2)), 10));
    }

    [Fact]
    public void WhatComesAndGoesBeginsNothing()
    {
        var monitor = Learned();
        var soft = Scenes.Defocused(Scenes.Street);
        for (var i = 0; i < 8; i++)
        {
            Assert.Empty(Show(monitor, soft, 1));
            Assert.Empty(Show(monitor, Scenes.Street, 2));
        }
    }

    [Fact]
    public void DarknessGlareACoverAndAnotherSceneHaveEventsOfTheirOwn()
    {
        Assert.Equal([CameraEventKind.ImageTooDark], Begun(Scenes.Even(3)));
        Assert.Equal([CameraEventKind.ImageTooBright], Begun(Scenes.Even(253)));
        Assert.Equal([CameraEventKind.Blocked], Begun(Scenes.Even(110)));
        Assert.Equal([CameraEventKind.GlobalSceneChange], Begun(Scenes.Landscape));

        IEnumerable<CameraEventKind> Begun(byte[] luma)
        {
            _now = Noon;
            return Show(Learned(), luma, 12).Where(e => e.IsActive).Select(e => e.Kind);
        }
    }

    [Fact]
    public void AnotherSceneThatStaysIsLearned()
    {
        var monitor = Learned();
        var events = Show(monitor, Scenes.Landscape, 80);
        Assert.Equal([(CameraEventKind.GlobalSceneChange, true), (CameraEventKind.GlobalSceneChange, false)],
            events.Select(e => (e.Kind, e.IsActive)));
        Assert.InRange(events[1].Time - events[0].Time, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.2));
        Assert.Equal([CameraEventKind.GlobalSceneChange], Show(monitor, Scenes.Street, 12).Select(e => e.Kind));
    }

    [Fact]
    public void WhatIsUsualAtAnHourIsNotReportedAtThatHour()
    {
        var monitor = new CameraMonitor(_classifier, _options);
        var soft = Scenes.Defocused(Scenes.Street, 3);
        Show(monitor, Scenes.Street, 1);
        monitor.Relearn(); // an operator says: so it should be
        _now = Noon.AddHours(14); // two at night: always soft, the lens contracts
        Assert.Empty(Show(monitor, soft, 12));
        _now = Noon.AddHours(24);
        Assert.Empty(Show(monitor, Scenes.Street, 12));
        _now = Noon.AddHours(38);
        Assert.Empty(Show(monitor, soft, 12));
        _now = Noon.AddHours(48);
        Assert.Equal([CameraEventKind.ImageTooBlurry], Show(monitor, soft, 12).Select(e => e.Kind));
    }

    [Fact]
    public void ASavedMonitorGoesOnWhereItWas()
    {
        var monitor = Learned();
        var soft = Scenes.Defocused(Scenes.Street);
        Assert.Single(Show(monitor, soft, 6));
        using var state = new MemoryStream();
        monitor.Save(state);
        Assert.InRange(state.Length, 1000, 150_000);
        state.Position = 0;
        var loaded = CameraMonitor.Load(state, _classifier, _options);
        Assert.Equal([CameraEventKind.ImageTooBlurry], loaded.Active);
        Assert.Empty(Show(loaded, soft, 6));
        Assert.False(Assert.Single(Show(loaded, Scenes.Street, 12)).IsActive);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"Version\":99}")]
    [InlineData("{\"Version\":1,\"Hours\":[]}")]
    public void AFileThatIsNoStateIsRefused(string text) =>
        Assert.Throws<InvalidDataException>(() =>
            CameraMonitor.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), _classifier));

    [SkippableFact]
    public void ADeviceIsNoStateAndNothingIsWaitedFor()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no /dev/zero elsewhere.");
        Assert.Contains("device", Assert.Throws<InvalidDataException>(() => CameraMonitor.Load("/dev/zero", _classifier)).Message);
    }

    [Fact]
    public void AFileOfMoreThan64MiBIsNoStateAndIsNotRead()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream file = File.OpenWrite(path)) file.SetLength((64 << 20) + 1);
            Assert.Contains("67108864", Assert.Throws<InvalidDataException>(() => CameraMonitor.Load(path, _classifier)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void AMonitorThatKnowsAWholeDayTakesLessThanAMegabyte()
    {
        var monitor = new CameraMonitor(_classifier, _options);
        for (var hour = 0; hour < 24; hour++, _now = _now.AddHours(1)) monitor.Observe(Scenes.Frame(Scenes.Street), _now);
        using var state = new MemoryStream();
        monitor.Save(state);
        state.Position = 0;
        // What it holds cannot be more than what was allocated to load it.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var loaded = CameraMonitor.Load(state, _classifier, _options);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 24 * 64 * 36, 1 << 20);
        Assert.Empty(loaded.Active);
    }

    [Fact]
    public void AClockThatIsSetBackBeginsNothingAndGoesOn()
    {
        var monitor = Learned();
        _now = Noon.AddHours(-1);
        var soft = Scenes.Defocused(Scenes.Street);
        Assert.Empty(Show(monitor, soft, 1));
        Assert.Equal([CameraEventKind.ImageTooBlurry], Show(monitor, soft, 12).Select(e => e.Kind));
    }

    // 20 frames in 100 seconds
    private CameraMonitor Learned()
    {
        var monitor = new CameraMonitor(_classifier, _options);
        Assert.Empty(Show(monitor, Scenes.Street, 20));
        return monitor;
    }

    // a frame in five seconds, or ten for long shows
    private List<CameraEvent> Show(CameraMonitor monitor, byte[] luma, int frames)
    {
        List<CameraEvent> events = [];
        for (var i = 0; i < frames; i++, _now += TimeSpan.FromSeconds(frames > 50 ? 10 : 5))
            events.AddRange(monitor.Observe(Scenes.Frame(luma), _now));
        return events;
    }
}
