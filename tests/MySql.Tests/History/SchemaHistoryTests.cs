using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>The history through restarts, at every change, with stores that fail and notes that are damaged.</summary>
public class SchemaHistoryTests
{
    private static readonly string[] Statements =
    [
        "CREATE DATABASE shop CHARACTER SET latin1",
        "CREATE TABLE shop.a (id INT PRIMARY KEY, v VARCHAR(9) DEFAULT 'x' COMMENT 'c', e ENUM('a,b','ü'), p POINT, UNIQUE u (v(3)))",
        "CREATE TABLE shop.b (id BIGINT UNSIGNED AUTO_INCREMENT, b BOOL, n DECIMAL(7,2) DEFAULT 1.5, KEY (id), a INT REFERENCES a (id)) COMMENT 'bees'",
        "ALTER TABLE shop.a ADD w TEXT, DROP v",
        "INSERT INTO shop.a VALUES (1)",
        "RENAME TABLE shop.a TO shop.tmp, shop.b TO shop.a, shop.tmp TO shop.b",
        "CREATE SEQUENCE shop.s",
        "ALTER DATABASE shop CHARACTER SET utf8mb4",
        "CREATE TABLE shop.c (v VARCHAR(3))",
        "DROP TABLE shop.c",
        "TRUNCATE TABLE shop.a",
        "CREATE TABLE shop.c LIKE shop.b",
        "ALTER TABLE shop.c RENAME shop.`d/%`",
        "DROP SEQUENCE shop.s",
        "CREATE DATABASE other",
        "RENAME TABLE shop.a TO other.a",
        "DROP DATABASE shop",
        "CREATE TABLE other.z (id INT)",
    ];

    private static readonly DdlContext Context = new() { Server = ServerVersion.Parse("10.11.6-MariaDB"), Database = "shop", ServerCollation = 45 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mark_is_restored_and_the_rest_comes_again_as_it_was()
    {
        var store = new MemoryTaskStore();
        var history = await SchemaHistory.OpenAsync(store, 0, Cancel);
        Assert.True(history.IsEmpty);
        history.Reset(new CatalogModel());
        var after = new List<(HistoryMark Mark, string Text)> { (history.Mark, CatalogText.Print(history.Catalog)) };
        foreach (var sql in Statements)
        {
            history.Apply(sql, Context);
            await history.SaveAsync(Cancel);
            Assert.False(history.HasUnsaved);
            after.Add((history.Mark, CatalogText.Print(history.Catalog)));
        }

        Assert.True(after[^1].Mark.Sequence > 12);
        for (var from = 0; from < after.Count; from++)
        {
            var again = await SchemaHistory.OpenAsync(await CopyAsync(store), 0, Cancel);
            Assert.Equal(after[^1], (again.Mark, CatalogText.Print(again.Catalog)));
            again.Restore(after[from].Mark);
            Assert.Equal(after[from], (again.Mark, CatalogText.Print(again.Catalog)));
            for (var i = from; i < Statements.Length; i++)
            {
                again.Apply(Statements[i], Context);
                Assert.Equal(after[i + 1], (again.Mark, CatalogText.Print(again.Catalog)));
            }
        }
    }

    [Fact]
    public async Task What_came_after_a_restored_mark_is_no_part_of_the_history()
    {
        var store = new MemoryTaskStore();
        var history = await FillAsync(store, Statements[..4]);
        var third = new HistoryMark(history.Mark.Sequence - 1);

        // Another future: the statements that follow are not those of the first run.
        history = await SchemaHistory.OpenAsync(store, 0, Cancel);
        history.Restore(third);
        history.Apply("CREATE TABLE shop.other (x INT)", Context);
        await history.SaveAsync(Cancel);
        var text = CatalogText.Print(history.Catalog);

        history = await SchemaHistory.OpenAsync(store, 0, Cancel);
        Assert.Equal(text, CatalogText.Print(history.Catalog));
        Assert.Null(history.Catalog.Find(new TableId("shop", "a"))!.Columns.FirstOrDefault(column => column.Name == "w"));
    }

    [Fact]
    public async Task Pruning_forgets_what_no_position_needs_and_nothing_else()
    {
        var store = new MemoryTaskStore();
        var history = await FillAsync(store, Statements);
        var middle = new HistoryMark(8);
        var expected = await TextAtAsync(store, middle);
        var last = CatalogText.Print(history.Catalog);

        await history.PruneAsync(middle, Cancel);
        await history.SaveAsync(Cancel);

        Assert.Equal(expected, await TextAtAsync(store, middle));
        Assert.Equal("MYH002", (await Assert.ThrowsAsync<ConnectException>(() => TextAtAsync(store, new HistoryMark(3)))).Code);
        await history.PruneAsync(history.Mark, Cancel);
        await history.SaveAsync(Cancel);
        Assert.Equal(last, await TextAtAsync(store, history.Mark));
        Assert.Equal(
            ["history/d/other", "history/marks", "history/t/other/a", "history/t/other/z"], await store.KeysAsync("", Cancel));
    }

    [Fact]
    public async Task A_change_that_says_the_same_is_no_change()
    {
        var history = await FillAsync(new MemoryTaskStore(), Statements[..3]);
        var mark = history.Mark;
        var table = history.Catalog.Find(new TableId("shop", "a"))!;

        Assert.Same(table, history.Put(table with { Columns = [.. table.Columns.Select(column => column with { Name = new string(column.Name) })] }));
        Assert.Equal(mark, history.Mark);
        Assert.False(history.HasUnsaved);
    }

    [Fact]
    public async Task A_save_that_fails_in_the_middle_leaves_the_last_one()
    {
        for (var failAt = 0; ; failAt++)
        {
            var store = new FailingStore();
            var history = await SchemaHistory.OpenAsync(store, 0, Cancel);
            history.Reset(Tables(3000));
            await history.SaveAsync(Cancel);
            var before = (history.Mark, CatalogText.Print(history.Catalog));
            foreach (var id in history.Catalog.Tables.ToList())
            {
                history.Apply($"ALTER TABLE `{id.Database}`.`{id.Table}` ADD late INT", Context);
            }

            store.FailAfter(failAt);
            try
            {
                await history.SaveAsync(Cancel);
                Assert.True(failAt > 2, "The notes were written at once, so nothing was tried.");
                return;
            }
            catch (IOException)
            {
                var again = await SchemaHistory.OpenAsync(store.Inner, 0, Cancel);
                Assert.Equal(before, (again.Mark, CatalogText.Print(again.Catalog)));
            }
        }
    }

    [Fact]
    public async Task A_damaged_note_is_named_with_what_to_do()
    {
        var store = new MemoryTaskStore();
        await FillAsync(store, Statements[..3]);
        foreach (var key in await store.KeysAsync("", Cancel))
        {
            var note = (await store.GetAsync(key, Cancel))!.Value.ToArray();
            for (var at = 0; at < note.Length; at++)
            {
                var damaged = await CopyAsync(store);
                var bytes = note.ToArray();
                bytes[at] ^= 0x20;
                await ((ITaskStore)damaged).PutAsync(key, bytes, Cancel);
                await AssertCorruptAsync(damaged, key);
            }

            var cut = await CopyAsync(store);
            await ((ITaskStore)cut).PutAsync(key, note.AsMemory(0, note.Length / 2), Cancel);
            await AssertCorruptAsync(cut, key);
        }
    }

    [Fact]
    public async Task A_mark_that_was_never_saved_is_missing()
    {
        var history = await FillAsync(new MemoryTaskStore(), Statements[..3]);
        var failure = Assert.Throws<ConnectException>(() => history.Restore(new HistoryMark(99)));
        Assert.Equal("MYH003", failure.Code);
        Assert.Contains("snapshot.mode=recovery", failure.Message, StringComparison.Ordinal);
    }

    internal static CatalogModel Tables(int count) => new()
    {
        Databases = [new DatabaseModel("shop", new CharsetModel("utf8mb4", "utf8mb4_general_ci"))],
        Tables = [.. Enumerable.Range(0, count).Select(i => new TableModel(
            new TableId($"tenant{i % 100}", $"orders_{i}"), [.. Enumerable.Range(0, 20).Select(c => new ColumnModel($"column_{c}", c % 2 == 0 ? SqlType.Int : SqlType.VarChar)
            {
                Length = c % 2 == 0 ? 11 : 200, Charset = c % 2 == 0 ? null : "utf8mb4", Collation = c % 2 == 0 ? null : "utf8mb4_general_ci", IsNullable = c > 0,
            })])
        {
            PrimaryKey = new KeyModel("PRIMARY", ["column_0"]),
            Charset = "utf8mb4",
        })],
    };

    private static async Task AssertCorruptAsync(MemoryTaskStore store, string key)
    {
        var failure = await Assert.ThrowsAsync<ConnectException>(() => SchemaHistory.OpenAsync(store, 0, Cancel));
        Assert.Equal(("MYH001", ErrorKind.Fatal), (failure.Code, failure.Kind));
        Assert.Contains($"'{key}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("snapshot.mode=recovery", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<SchemaHistory> FillAsync(MemoryTaskStore store, IEnumerable<string> statements)
    {
        var history = await SchemaHistory.OpenAsync(store, 0, Cancel);
        history.Reset(new CatalogModel());
        foreach (var sql in statements)
        {
            history.Apply(sql, Context);
        }

        await history.SaveAsync(Cancel);
        return history;
    }

    private static async Task<string> TextAtAsync(MemoryTaskStore store, HistoryMark mark)
    {
        var history = await SchemaHistory.OpenAsync(store, 0, Cancel);
        history.Restore(mark);
        return CatalogText.Print(history.Catalog);
    }

    private static async Task<MemoryTaskStore> CopyAsync(MemoryTaskStore store)
    {
        var copy = new MemoryTaskStore();
        foreach (var key in await store.KeysAsync("", Cancel))
        {
            await ((ITaskStore)copy).PutAsync(key, await store.GetAsync(key, Cancel), Cancel);
        }

        return copy;
    }

    private sealed class FailingStore : ITaskStore
    {
        private int _left = int.MaxValue;

        public MemoryTaskStore Inner { get; } = new();

        public void FailAfter(int puts) => _left = puts;

        public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) => Inner.GetAsync(key, cancellationToken);

        public ValueTask<IReadOnlyList<string>> KeysAsync(string prefix, CancellationToken cancellationToken) => Inner.KeysAsync(prefix, cancellationToken);

        public ValueTask PutAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> notes, CancellationToken cancellationToken) =>
            _left-- > 0 ? Inner.PutAsync(notes, cancellationToken) : throw new IOException("The store is full.");
    }
}
