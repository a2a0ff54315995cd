using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>Makes a table fit the columns that records ask for, within the transaction of their rows.</summary>
internal sealed class TableChanges(ISqlDialect dialect, JdbcSinkModel model, ISqlSession session)
{
    /// <summary>Attempts when another session changes the same table.</summary>
    private const int Attempts = 5;

    /// <summary>Whether DDL was run.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The table as it is afterwards; null where there is none and no value asks for it.</summary>
    public async ValueTask<TableModel?> FitAsync(
        TableName name, TableModel? known, List<WantedColumn> wanted, bool hasValue, CancellationToken cancellationToken)
    {
        CheckNames(name, wanted);
        var table = known;
        for (var attempt = 0; ; attempt++)
        {
            table ??= await session.ReadTableAsync(name, cancellationToken);
            if (table is null && !hasValue)
            {
                return null;
            }

            var missing = wanted.Where(column => table?.Find(column.Name) is null).ToList();
            if (table is not null && missing.Count == 0)
            {
                return table;
            }

            if (known is not null && ReferenceEquals(table, known))
            {
                // Somebody may have added the columns since the catalog was read.
                table = null;
                continue;
            }

            Refuse(name, table, missing);
            if (await TryChangeAsync(name, table, missing, cancellationToken) || attempt < Attempts)
            {
                table = null;
                continue;
            }

            throw table is null ? JdbcErrors.NoTable(name) : JdbcErrors.NoColumns(name, missing.Select(column => column.Name));
        }
    }

    private void CheckNames(TableName name, List<WantedColumn> wanted)
    {
        foreach (var identifier in wanted.Select(column => column.Name).Append(name.Name).Concat(name.Schema is null ? [] : [name.Schema]))
        {
            if (dialect.Refuse(identifier) is { } problem)
            {
                throw JdbcErrors.BadName(identifier, problem);
            }
        }
    }

    private void Refuse(TableName name, TableModel? table, List<WantedColumn> missing)
    {
        if (table is null && !model.Create)
        {
            throw JdbcErrors.NoTable(name);
        }

        if (table is not null && !model.Evolve)
        {
            throw JdbcErrors.NoColumns(name, missing.Select(column => column.Name));
        }
    }

    // Two tasks may do the same at the same time: the slower one looks again.
    private async ValueTask<bool> TryChangeAsync(
        TableName name, TableModel? table, List<WantedColumn> missing, CancellationToken cancellationToken)
    {
        List<NewColumn> columns = [.. missing.Select(column => new NewColumn(column.Name, column.Schema, table is null && column.IsKey))];
        if (!session.InTransaction)
        {
            await session.BeginAsync(cancellationToken);
        }

        await session.SaveAsync(cancellationToken);
        try
        {
            if (table is null)
            {
                await session.CreateTableAsync(name, columns, cancellationToken);
            }
            else
            {
                await session.AddColumnsAsync(name, columns, cancellationToken);
            }

            await session.ReleaseAsync(cancellationToken);
            HasChanged = true;
            return true;
        }
        catch (SqlFailure failure) when (failure.State is "42P07" or "42701" or "42710" or "23505")
        {
            await session.RestoreAsync(cancellationToken);
            return false;
        }
    }
}
