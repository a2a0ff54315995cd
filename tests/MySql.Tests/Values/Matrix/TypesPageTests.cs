using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.MySql.Tests.Values.Matrix;

/// <summary>The connector's page of types says what the matrix tries.</summary>
public class TypesPageTests
{
    [Fact]
    public void The_page_is_fresh() => GeneratedFile.Section("connectors/MySql/TYPES.md", "types", TypesPage.Render).Check();
}
