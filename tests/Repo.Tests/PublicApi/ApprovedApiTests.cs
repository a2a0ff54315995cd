namespace ConnectRuntime.Repo.Tests.PublicApi;

/// <summary>The rendered surface tells apart what a caller can tell apart.</summary>
public class ApprovedApiTests
{
    [Fact]
    public void A_type_is_rendered_with_everything_a_caller_sees()
    {
        var text = Render(typeof(Sample<>));

        Assert.Equal(
            [
                "abstract class Sample<T> : System.IDisposable where T : class, new()",
                "    abstract T? Find(string? name, in int at = 3, params string[] more)",
                "    const int Limit = 5",
                "    protected Sample(int size)",
                "    protected virtual void Dispose(bool disposing)",
                "    ref readonly long Position { get; }",
                "    required System.Collections.Generic.List<string?> Names { get; init; }",
                "    static Sample<T> op_Addition(Sample<T> a, int b)",
                "    void Dispose()",
            ],
            text.Split('\n')[..^1]);
    }

    [Fact]
    public void Kinds_of_types_are_told_apart()
    {
        var text = Render(typeof(Colour), typeof(Made), typeof(Point), typeof(IThing));

        Assert.Contains("enum Colour : byte\n", text, StringComparison.Ordinal);
        Assert.Contains("    Red = 1\n", text, StringComparison.Ordinal);
        Assert.Contains("delegate Made (out int? x) -> bool\n", text, StringComparison.Ordinal);
        Assert.Contains("readonly ref struct Point\n", text, StringComparison.Ordinal);
        Assert.Contains("    virtual int Optional()\n", text, StringComparison.Ordinal);
        Assert.Contains("    int Needed()\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contract_has_a_surface() => Assert.Contains(
        "sealed class ConnectRuntime.Errors.ConnectException : System.Exception", ApprovedApi.Render(), StringComparison.Ordinal);

    private static string Render(params Type[] types) =>
        ApprovedApi.Render(types).Replace(typeof(ApprovedApiTests).FullName + ".", "", StringComparison.Ordinal);

    public enum Colour : byte
    {
        Red = 1,
    }

    public delegate bool Made(out int? x);

    public interface IThing
    {
        int Needed();

        int Optional() => 1;
    }

    public readonly ref struct Point;

    public abstract class Sample<T> : IDisposable
        where T : class, new()
    {
        public const int Limit = 5;

        private readonly long[] _position;

        protected Sample(int size) => _position = [size];

        public required List<string?> Names { get; init; }

        public ref readonly long Position => ref _position[0];

        public static Sample<T> operator +(Sample<T> a, int b) => b == 0 ? a : throw new ArgumentOutOfRangeException(nameof(b));

        public abstract T? Find(string? name, in int at = 3, params string[] more);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
        }

        internal static void Unseen()
        {
        }
    }
}
