using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Values.Json;
using ConnectRuntime.MySql.Values.Spatial;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values;

/// <summary>The cells of values with an inner structure: JSON, geometries and vectors. One that cannot be read is one that has no place in its schema.</summary>
internal static class Documents
{
    /// <summary>A value as the binlog holds it, which a SELECT gives too; only of JSON that gives the text.</summary>
    public static Cell Write(CellTarget target, ReadOnlySpan<byte> value, RecordBatch batch, bool isText)
    {
        try
        {
            return target.Plan.Kind switch
            {
                ValueKind.Json => isText ? ServerJson.Write(value, batch) : BinaryJson.Write(value, batch),
                ValueKind.Geometry => GeometryCells.Write(value, batch),
                ValueKind.Point => GeometryCells.WritePoint(value, batch),
                ValueKind.Vector => VectorCells.Write(value, batch),
                var kind => throw new InvalidOperationException($"{kind} is no document."),
            };
        }
        catch (ConnectException e) when (e.Kind == ErrorKind.Data)
        {
            return target.Reject(batch, Misfit.NotReadable, value.Length, e.Message);
        }
    }
}
