namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>A database: what its tables inherit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Charset">The character set of tables that name none.</param>
internal sealed record DatabaseModel(string Name, CharsetModel Charset);
