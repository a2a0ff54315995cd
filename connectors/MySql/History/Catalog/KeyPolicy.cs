using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>The names of keys and the order in which the server keeps them.</summary>
internal static class KeyPolicy
{
    /// <summary>The name of a primary key.</summary>
    public const string Primary = "PRIMARY";
}
