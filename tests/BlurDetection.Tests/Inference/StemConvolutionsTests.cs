using BlurDetection.Inference;

namespace BlurDetection.Tests.Inference;

public sealed class StemConvolutionsTests
{
    private const int Filters = StemWeights.Filters;
    private const float OutputScale = 0.07f;

    [SkippableTheory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 4)]
    [InlineData(37, 53)]
    [InlineData(64, 48)]
    [InlineData(131, 30)]
    public void BytesAreThoseOfExactArithmeticButForFewThatAreOffByOne(int width, int height)
    {
        var random = new Random(width);
        var convolutions = new Convolutions(random, spread: 1);
        float[] luma = [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle() * 255)];

        int[] expected = convolutions.Exact(luma, width, height);
        byte[] actual = convolutions.Run(luma, width, height, avx2: false);

        int[] off = [.. expected.Zip(actual, (exact, own) => Math.Abs(exact - own))];
        Assert.InRange(off.Max(), 0, 1);
        Assert.InRange(off.Count(difference => difference > 0), 0, 1 + expected.Length / 50);
        Assert.Equal(actual, convolutions.Run(luma, width, height, avx2: true));
        Assert.True(expected.Distinct().Count() > 2 || width < 5, "the test image leaves all bytes alike");
    }

    // Black and white as the weights have it, so that every sum is as large as it can be.
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(0.001)]
    public void NoSumOverflows(double spread)
    {
        var random = new Random(7);
        var convolutions = new Convolutions(random, spread);
        const int side = 40;
        for (int filter = 0; filter < Filters; filter++)
        {
            float[] luma =
                [.. Enumerable.Range(0, side * side).Select(i => convolutions.IsPositive(filter, i % side, i / side) ? 255f : 0)];
            int[] expected = convolutions.Exact(luma, side, side);
            byte[] actual = convolutions.Run(luma, side, side, avx2: false);

            Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));
            Assert.Equal(actual, convolutions.Run(luma, side, side, avx2: true));
        }
    }

    [SkippableFact]
    public void WeightsOfZeroLeaveTheBias()
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        float[] none = new float[Filters], steps = [.. Enumerable.Range(0, Filters).Select(filter => filter * 0.7f)];
        var identity = new float[Filters * Filters * 4];
        for (int filter = 0; filter < Filters; filter++) identity[(filter * Filters + filter) * 4] = 1;
        byte[] expected = [.. Enumerable.Range(0, Filters).Select(filter => (byte)(filter * 10))];

        Assert.Equal(expected, Of(new StemWeights(new float[Filters * 16], none, new float[Filters * Filters * 4], steps, OutputScale)));
        Assert.Equal(expected, Of(new StemWeights(new float[Filters * 16], steps, identity, none, OutputScale)));

        static byte[] Of(StemWeights weights)
        {
            var output = new byte[Filters];
            new StemConvolutions(weights).Run(new float[16], 4, 4, output);
            return output;
        }
    }

    [SkippableFact]
    public void MemoryThatIsTooShortIsRefused()
    {
        var stem = new StemConvolutions(new Convolutions(new Random(1), 1).Weights);

        Assert.Throws<ArgumentOutOfRangeException>(() => stem.Run(new float[99], 10, 10, new byte[9 * Filters]));
        Assert.Throws<ArgumentOutOfRangeException>(() => stem.Run(new float[100], 10, 10, new byte[9 * Filters - 1]));
    }

    private sealed class Convolutions
    {
        private readonly float[] _first, _firstBias, _second, _secondBias;
        private readonly float _scale;

        public Convolutions(Random random, double spread)
        {
            Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
            _first = Values(random, Filters * 16, spread / 255);
            _firstBias = Values(random, Filters, spread * 0.1);
            _second = Values(random, Filters * Filters * 4, 1);
            _secondBias = Values(random, Filters, spread * 0.1);
            _scale = (float)(OutputScale * spread);
            Weights = new StemWeights(_first, _firstBias, _second, _secondBias, _scale);
        }

        public StemWeights Weights { get; }

        public bool IsPositive(int filter, int x, int y) => _first[filter * 16 + (y + 1) % 4 * 4 + (x + 1) % 4] > 0;

        public byte[] Run(float[] luma, int width, int height, bool avx2)
        {
            var output = new byte[StemConvolutions.Cells(width) * StemConvolutions.Cells(height) * Filters];
            var stem = new StemConvolutions(Weights);
            if (avx2) stem.RunWithAvx2(luma, width, height, output);
            else stem.Run(luma, width, height, output);
            return output;
        }

        // ONNX's SAME_UPPER: the odd row or column of padding is the last one.
        public int[] Exact(float[] luma, int width, int height)
        {
            int firstWidth = (width + 1) / 2, firstHeight = (height + 1) / 2;
            var between = new double[Filters, firstHeight, firstWidth];
            for (int filter = 0; filter < Filters; filter++)
                for (int y = 0; y < firstHeight; y++)
                    for (int x = 0; x < firstWidth; x++)
                    {
                        double sum = _firstBias[filter];
                        for (int tap = 0; tap < 16; tap++)
                        {
                            int column = 2 * x - 1 + tap % 4, row = 2 * y - 1 + tap / 4;
                            if (column >= 0 && column < width && row >= 0 && row < height)
                                sum += (double)_first[filter * 16 + tap] * luma[row * width + column];
                        }
                        between[filter, y, x] = Math.Max(0, sum);
                    }
            int cells = StemConvolutions.Cells(width), rows = StemConvolutions.Cells(height);
            var output = new int[cells * rows * Filters];
            for (int i = 0; i < output.Length; i++)
            {
                int filter = i % Filters, x = i / Filters % cells, y = i / Filters / cells;
                double sum = _secondBias[filter];
                for (int channel = 0; channel < Filters; channel++)
                    for (int place = 0; place < 4; place++)
                    {
                        int column = 2 * x + place % 2, row = 2 * y + place / 2;
                        if (column < firstWidth && row < firstHeight)
                            sum += _second[(filter * Filters + channel) * 4 + place] * between[channel, row, column];
                    }
                output[i] = (int)Math.Clamp(Math.Round(Math.Max(0, sum) / _scale), 0, 255);
            }
            return output;
        }

        private static float[] Values(Random random, int count, double spread) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * 2 * spread))];
    }
}
