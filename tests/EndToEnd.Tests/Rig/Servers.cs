using ConnectRuntime.Testing.Servers;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
