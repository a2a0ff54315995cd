using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>Topics are called as Debezium's <c>DefaultTopicNamingStrategy</c> calls them; expected names are its own.</summary>
public class TopicNamesTests
{
    [Theory]
    [InlineData(".", "db", "t", "p.db.t")]
    [InlineData(".", "d b", "t-é", "p.d_b.t-_")]
    [InlineData(".", "db", "a.b", "p.db.a.b")]
    [InlineData(".", "db$", "t#1", "p.db_.t_1")]
    [InlineData(".", "DB", "Tbl", "p.DB.Tbl")]
    [InlineData(".", "数据", "表", "p.__._")]
    [InlineData("-", "d b", "t-é", "p-d_b-t-_")]
    [InlineData("_", "数据", "表", "p_____")]
    public void A_table_has_a_topic(string delimiter, string database, string table, string expected) =>
        Assert.Equal(expected, Sample.Model(("topic.delimiter", delimiter)).Topics.Data(new TableId(database, table)));

    [Theory]
    [InlineData(".", "p", "__debezium-heartbeat.p", "p.transaction")]
    [InlineData("-", "p", "__debezium-heartbeat-p", "p-transaction")]
    [InlineData("_", "p", "__debezium-heartbeat_p", "p_transaction")]
    public void The_other_topics(string delimiter, string changes, string heartbeat, string transaction)
    {
        var topics = Sample.Model(("topic.delimiter", delimiter)).Topics;
        Assert.Equal((changes, heartbeat, transaction), (topics.SchemaChanges, topics.Heartbeat, topics.Transaction));
    }

    [Fact]
    public void Their_names_may_be_set()
    {
        var topics = Sample.Model(("topic.heartbeat.prefix", "hb"), ("topic.transaction", "tx")).Topics;
        Assert.Equal(("hb.p", "p.tx"), (topics.Heartbeat, topics.Transaction));
        Assert.Equal("hbn", Sample.Model(("topic.heartbeat.name", "hbn"), ("heartbeat.topics.prefix", "old")).Topics.Heartbeat);
    }

    [Fact]
    public void A_name_ends_after_249_characters() =>
        Assert.Equal(249, Sample.Model().Topics.Data(new TableId("db", new string('x', 300))).Length);

    [Fact]
    public void Two_tables_never_share_a_topic()
    {
        var topics = Sample.Model().Topics;
        var first = new TableId("db", "a$b");
        Assert.Equal("p.db.a_b", topics.Data(first));
        Assert.Equal("p.db.a_b", topics.Data(first));
        var error = Assert.Throws<ConnectException>(() => topics.Data(new TableId("db", "a_b")));
        Assert.Equal((ErrorKind.Config, "MYF001"), (error.Kind, error.Code));
        Assert.Contains("table db.a$b", error.Message, StringComparison.Ordinal);
        Assert.Throws<ConnectException>(() => Sample.Model(("topic.transaction", "db.t")).Topics.Data(new TableId("db", "t")));
    }
}
