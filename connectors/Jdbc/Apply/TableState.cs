using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>A target table, with the stages through which rows reach it.</summary>
/// <param name="number">Tells tables of a task apart in the hash of keys.</param>
/// <param name="model">What the catalog says.</param>
internal sealed class TableState(int number, TableModel model)
{
    public int Number { get; } = number;

    public TableModel Model { get; set; } = model;

    public List<StageState> Stages { get; } = [];

    public TableName Name => Model.Name;
}
