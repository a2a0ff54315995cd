namespace ConnectRuntime.Jdbc.Configuration;

/// <summary>What is done with a record that has a value.</summary>
internal enum InsertMode
{
    /// <summary>A row is inserted.</summary>
    Insert,

    /// <summary>A row is inserted, or replaces the one with its key.</summary>
    Upsert,

    /// <summary>The row with its key is replaced, if there is one.</summary>
    Update,
}

/// <summary>Where the primary key comes from.</summary>
internal enum PkMode
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Topic, partition and offset.</summary>
    Kafka,

    /// <summary>The record's key.</summary>
    RecordKey,

    /// <summary>Fields of the record's value.</summary>
    RecordValue,
}

/// <summary>Debezium's word for what may be done to tables.</summary>
internal enum SchemaEvolution
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Tables are created, columns are added.</summary>
    Basic,
}

/// <summary>How names of tables and columns are written.</summary>
internal enum QuoteIdentifiers
{
    /// <summary>As they are.</summary>
    Always,

    /// <summary>In lower case, as the server reads them without quotes.</summary>
    Never,
}
