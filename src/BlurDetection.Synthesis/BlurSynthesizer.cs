using BlurDetection.Imaging;

namespace BlurDetection.Synthesis;

/// <summary>Makes images whose blur is known out of sharp ones: blur in linear light, then a camera, then overlays and JPEG.</summary>
/// <remarks>The same seed and scene give the same image. Stateless, so one may serve many threads.</remarks>
public sealed class BlurSynthesizer
{
    private const double ShrinkChance = 0.35, LeastShrink = 1.002, GreatestShrink = 1.7;

    // Few bright places in the dark are lamps, whose light lies far above white.
    private const double LeastLamps = 0.00005, MostLamps = 0.03, LampLevel = 180, DarkLevel = 60, LampChance = 0.75, LeastLamp = 8,
        GreatestLamp = 1500;
    private const double LeastTravel = 6, GreatestTravel = 250, GreatestTravelShare = 0.6;

    private readonly SynthesisOptions _options;
    private readonly SynthesisRecipe[] _recipes;
    private readonly double[] _cumulative;

    /// <summary>Creates a synthesizer.</summary>
    /// <param name="options">What to draw; defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The mixture is empty or has a negative frequency.</exception>
    public BlurSynthesizer(SynthesisOptions? options = null)
    {
        _options = options ?? new SynthesisOptions();
        if (_options.Mixture.Values.Any(value => !(value >= 0)) || !(_options.Mixture.Values.Sum() > 0))
            throw new ArgumentException("The mixture needs frequencies of 0 or more, at least one of them positive.", nameof(options));
        _recipes = [.. _options.Mixture.Keys.Order()];
        double sum = 0;
        _cumulative = [.. _recipes.Select(recipe => sum += _options.Mixture[recipe])];
    }

    /// <summary>What is drawn.</summary>
    internal SynthesisOptions Options => _options;

    /// <summary>Probability that a person calls a blur of this visible width blurred.</summary>
    /// <param name="visibleWidth">Width in pixels, 1 = none.</param>
    public float BlurProbability(double visibleWidth) =>
        (float)(1 / (1
            + Math.Exp(-(Math.Log2(Math.Max(1, visibleWidth)) - Math.Log2(_options.VisibleThreshold)) / _options.ThresholdSoftness)));

    /// <summary>Makes one image.</summary>
    /// <param name="scene">Gives the sharp scene; asked once, at the output's size or up to a half larger.</param>
    /// <param name="width">Width of the output in pixels, at least 32.</param>
    /// <param name="height">Height of the output in pixels, at least 32.</param>
    /// <param name="seed">Everything random follows from it.</param>
    /// <param name="recipe">What to make; drawn from the mixture where <see langword="null"/>.</param>
    /// <param name="visibleWidth">Visible blur width at the output, in pixels; drawn at random where <see langword="null"/>.</param>
    /// <param name="background">Gives another sharp scene, to stand behind a subject; asked at most once
    /// (<see cref="SynthesisOptions.OtherBackgroundChance"/>). Where <see langword="null"/>, the scene itself or the
    /// scene turned stands there.</param>
    public SynthesizedImage Synthesize(SceneSource scene, int width, int height, int seed, SynthesisRecipe? recipe = null,
        double? visibleWidth = null, SceneSource? background = null)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 32);
        var random = new Random(seed);
        var what = recipe ?? Draw(random);
        double shrink = random.Chance(ShrinkChance) ? random.LogUniform(LeastShrink, GreatestShrink) : 1;
        int fullWidth = (int)Math.Round(width * shrink), fullHeight = (int)Math.Round(height * shrink);

        if (what == SynthesisRecipe.Blank) return Blank(random, width, height);

        var sharp = scene(fullWidth, fullHeight);
        bool otherBackground = background is not null && BlurRecipes.HasBackground(what) && random.Chance(_options.OtherBackgroundChance);
        var behind = otherBackground ? background!(fullWidth, fullHeight) : null;
        var scenery = new Scenery(sharp, behind);
        if (_options.PrintChance > 0 && random.Chance(_options.PrintChance)) PrintedDots.Apply(random, sharp);
        bool lamps = HasLamps(sharp) && random.Chance(LampChance);
        double highlights = lamps ? random.LogUniform(LeastLamp, GreatestLamp) : random.Chance(0.5) ? random.Uniform(0, 8) : 0;
        double drawn = visibleWidth ?? DrawWidth(random, what, Math.Min(width, height));
        double blurWidth = 1 + (drawn - 1) * shrink;
        var light = new Scenery(LinearLight.Decode(sharp, highlights), scenery.Back is null ? null
            : LinearLight.Decode(scenery.Back, highlights));
        var layer = BlurRecipes.Apply(random, what, light, blurWidth, _options);
        var image = LinearLight.Encode(layer.Light);
        double spreadBefore = PatchLabels.Spread(image);
        if (_options.WeatherChance > 0 && random.Chance(_options.WeatherChance)) Weather.Draw(random, image);
        if (_options.GlareChance > 0 && random.Chance(_options.GlareChance)) Glare.Add(random, image);
        bool clean = _options.CleanChance > 0 && random.Chance(_options.CleanChance);
        bool phone = !clean && _options.PhoneProcessingChance > 0 && random.Chance(_options.PhoneProcessingChance);
        bool heavy = !clean && !phone && _options.HeavyProcessingChance > 0 && random.Chance(_options.HeavyProcessingChance);
        double grain = phone ? PhoneProcessing.Apply(random, image, _options.NoiseStrength)
            : heavy ? HeavyProcessing.Apply(random, image, _options.NoiseStrength) : 0;
        double read = clean || (phone && random.Chance(0.6)) ? 0 : CameraPipeline.Apply(random, image, _options.NoiseStrength);
        double noise = Math.Sqrt(grain * grain + read * read);
        double contrast = spreadBefore > 0.5 ? Math.Min(1.2, PatchLabels.Spread(image) / spreadBefore) : 1;
        var widths = new PlanarImage(1, fullHeight, fullWidth, layer.Width);
        var slopes = DirectionalGradient.Of(layer.Compose(scenery));
        var subject = layer.Subject is null ? null : new PlanarImage(1, fullHeight, fullWidth, layer.Subject);
        var share = layer.Directions?.Share is { } shares ? new PlanarImage(1, fullHeight, fullWidth, shares) : null;
        if (shrink > 1)
        {
            // Images on the web were often compressed before they were made smaller, and once more afterwards.
            if (random.Chance(0.5)) JpegRoundTrip.Apply(image, (int)random.Uniform(40, 98));
            image = random.Chance(0.3) ? Scaling.Average(image, width, height) : Scaling.Downscale(image, width, height);
            widths = Scaling.Average(widths, width, height);
            slopes = [.. slopes.Select(slope => Scaling.Average(slope, width, height))];
            share = share is null ? null : Scaling.Average(share, width, height);
            subject = subject is null ? null : Scaling.Average(subject, width, height);
            noise /= shrink;
            if (heavy) HeavyProcessing.SharpenSmall(random, image);
        }
        if (!clean && _options.WatermarkChance > 0 && random.Chance(_options.WatermarkChance)) Watermark.Draw(random, image);
        var covered = !clean && random.Chance(_options.OverlayChance) ? Overlay.Draw(random, image) : null;
        if (_options.FieldStopChance > 0 && random.Chance(_options.FieldStopChance))
            FieldStop.Draw(random, image, covered ??= new float[width * height]);
        if (random.Chance(clean ? 0.3 : 0.75)) JpegRoundTrip.Apply(image, (int)random.Uniform(35, 98));

        var patches = new PatchLabels(this, widths, layer.Directions, share, slopes, contrast, noise, shrink, covered, subject);
        var whole = ImageLabels.Of(what, this, patches, blurWidth, shrink, _options.SubjectStrength);
        return new SynthesizedImage
        {
            Image = image,
            Recipe = what,
            BlurTarget = whole.Target,
            TargetWeight = whole.Weight * patches.Evidence,
            Strength = whole.Strength,
            Kind = BlurRecipes.KindOf(what),
            Evidence = patches.Evidence,
            MapWidth = patches.Columns,
            MapHeight = patches.Rows,
            LocalBlur = patches.Blur,
            LocalEvidence = patches.CellEvidence,
            LocalWeight = patches.Weight,
            LocalDirectionalWidth = patches.DirectionalWidth,
            LocalDirectionalEvidence = patches.DirectionalEvidence,
        };
    }

    private SynthesisRecipe Draw(Random random)
    {
        double at = random.NextDouble() * _cumulative[^1];
        int index = Array.FindIndex(_cumulative, edge => at < edge);
        return _recipes[index < 0 ? ^1 : index];
    }

    private static bool HasLamps(PlanarImage scene)
    {
        double sum = 0;
        int bright = 0;
        foreach (float pixel in scene.Pixels)
        {
            sum += pixel;
            if (pixel > LampLevel) bright++;
        }
        double count = scene.Pixels.Length;
        return sum / count < DarkLevel && bright / count is > LeastLamps and < MostLamps;
    }

    // Two thirds of the widths lie around the visible threshold, where the decision is; the rest is the long tail.
    private double DrawWidth(Random random, SynthesisRecipe recipe, int shortSide)
    {
        // What moves on its own goes as far as the image allows.
        if (recipe == SynthesisRecipe.LongExposure)
            return random.LogUniform(LeastTravel, Math.Max(2 * LeastTravel, Math.Min(GreatestTravel, GreatestTravelShare * shortSide)));
        double greatest = Math.Log2(BlurRecipes.KindOf(recipe) == BlurKind.Motion ? _options.GreatestMotionWidth : _options.GreatestWidth),
            middle = Math.Min(3.3, greatest);
        return Math.Pow(2, random.Chance(0.65) ? random.Uniform(0.7, middle) : random.Uniform(middle, greatest));
    }

    private SynthesizedImage Blank(Random random, int width, int height)
    {
        var image = BlankScene.Draw(random, width, height);
        if (random.Chance(0.05)) Overlay.Draw(random, image);
        if (_options.WatermarkChance > 0 && random.Chance(_options.WatermarkChance)) Watermark.Draw(random, image);
        if (random.Chance(0.6)) JpegRoundTrip.Apply(image, (int)random.Uniform(35, 98));
        int columns = PatchLabels.Cells(width), rows = PatchLabels.Cells(height);
        var weight = new float[columns * rows];
        Array.Fill(weight, 1f);
        return new SynthesizedImage
        {
            Image = image,
            Recipe = SynthesisRecipe.Blank,
            BlurTarget = 0.5f,
            TargetWeight = 0,
            Strength = null,
            Kind = null,
            Evidence = 0,
            MapWidth = columns,
            MapHeight = rows,
            LocalBlur = new float[columns * rows],
            LocalEvidence = new float[columns * rows],
            LocalWeight = weight,
            LocalDirectionalWidth = Enumerable.Repeat(1f, DirectionalWidth.Directions * columns * rows).ToArray(),
            LocalDirectionalEvidence = new float[DirectionalWidth.Directions * columns * rows],
        };
    }
}
