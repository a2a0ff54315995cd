namespace ConnectRuntime.MySql.Tests.Reference;

/// <content>Keys, defaults and comments.</content>
internal static partial class IntendedDifferences
{
    private const string
        Quotes = "A default is the text that the server puts into a row, without the quotes and escapes of the statement.",
        Key = "Without its primary key a table is known by its unique one again.",
        Comments = "include.schema.comments is false.";

    private static IEnumerable<IntendedDifference> Schemas =>
    [
        new("defaults-quoted*", "ref.*", "schema.row.*.(default)", "\"it''s\"", "\"it's\"", Quotes),
        new("defaults-quoted*", "ref.*", "schema.row.b.(default)", """ "back\\\\slash" """.Trim(), """ "back\\slash" """.Trim(), Quotes),
        new("defaults-quoted*", "ref.s", "schema.row.d.(default)", """ "dou\\\"ble" """.Trim(), """ "dou\"ble" """.Trim(), Quotes),
        new("keys keys-mariadb", "ref.grows", "key", null, """{"b":4}""", Key),
        When("keys keys-mariadb", "ref.grows", "schema(key)", (theirs, ours) => theirs is null && Text(ours!["(order)"]) == "b", Key),
        new("ddl-mariadb", "ref.multi", "schema*.a.(doc)", "\"the a\"", null, Comments),
        new("events-mariadb", "ref.item", "schema.row.note.(doc)", "\"a note\"", null, Comments),
    ];
}
