using System.Text;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.FlatFile.Tests.Layouts;

/// <summary>A warm task allocates nothing per row.</summary>
public sealed class AllocationTests : FlatFileTest
{
    [Theory]
    [InlineData("utf-8")]
    [InlineData("ISO-8859-1")]
    [InlineData("utf-16")]
    public async Task Rows_cost_no_memory(string charset)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 60_000; i++)
        {
            text.Append(i).Append(",\"n, \"\"\u00fc\"\" ").Append(i).Append("\",").Append(i % 1000).Append(".25,2024-02-29,2024-02-29T12:00:00.5,").Append(i).Append(".5,true\n");
        }

        Write("a.csv", text.ToString(), charset == "utf-8" ? null : charset == "utf-16" ? Encoding.Unicode : Encoding.Latin1);
        var config = Dropped(
            ("columns", "id:int64,name:string,amount:decimal(12,2),day:date,at:timestamp-micros,f:float64,b:boolean"),
            ("csv.file.charset", charset), ("schema.generation.key.fields", "id"), ("file.headers", "file.name,file.path,file.offset"));
        await using var task = new FlatFileSourceTask();
        await task.OpenAsync(new FakeSourceContext(config), default);
        var batch = new RecordBatch(1000);
        long least = long.MaxValue;
        for (var i = 0; i < 60; i++)
        {
            batch.Clear();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var read = task.ReadAsync(batch, default);
            Assert.True(read.IsCompleted);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(1000, batch.RowCount);
            Assert.Empty(batch.Failures);
        }

        Assert.Equal(0, least);
    }
}
