using System.Diagnostics;
using System.Globalization;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>A private MySQL with a table of the sample row, which a rig fills.</summary>
internal sealed class BinlogServer : IAsyncDisposable
{
    /// <summary>The database and its table.</summary>
    public const string Database = "bench", Table = "samples";

    // The values of SampleRows, computed by the server.
    private const string Values = """
        id, (id * 2654435761) & 0xFFFFFFFFF, id * 7919 % 100000, (id % 1000003) / 64e0, if(id % 5 = 0, null, id % 100),
        concat('customer ', lpad(id % 1000, 3, '0')), concat('city no ', lpad(id % 777, 3, '0')), concat('note ', lpad(id % 100000, 5, '0'), ' x')
        """;

    private readonly MySqlServer _server;

    private BinlogServer(MySqlServer server) => _server = server;

    /// <summary>How to reach it.</summary>
    public MySqlConnectionConfig Config => new() { Host = "127.0.0.1", Port = Port, User = MySqlFamilyServer.User, Password = Password };

    /// <summary>Its port.</summary>
    public int Port => _server.Port;

    /// <summary>The password of its user with all rights.</summary>
    public string Password => _server.Password;

    /// <summary>Starts one that flushes lazily: the rigs measure readers, not the server's disk.</summary>
    public static async Task<BinlogServer> StartAsync(params string[] settings)
    {
        var server = new BinlogServer(await MySqlServer.StartNewAsync(
        [
            "--binlog-row-metadata=FULL", "--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=512M",
            "--innodb-redo-log-capacity=512M", "--max-binlog-size=1G", "--cte-max-recursion-depth=100000000", .. settings,
        ]));
        await server.SqlAsync($"create database {Database} character set utf8mb4");
        return server;
    }

    /// <summary>Runs SQL by the server's own client and returns what it prints.</summary>
    public Task<string> SqlAsync(string sql) => _server.QueryAsync(sql);

    /// <summary>Makes the table anew, empty.</summary>
    public Task CreateTableAsync(string table = Table) => SqlAsync($"""
        drop table if exists {Database}.{table};
        create table {Database}.{table} (id bigint not null primary key, account bigint not null, quantity int not null, price double not null, rating tinyint,
          name varchar(20) not null, city varchar(20) not null, note varchar(20) not null)
        """);

    /// <summary>Adds rows in one statement.</summary>
    public Task InsertAsync(long first, long count, string table = Table) => SqlAsync($"""
        insert into {Database}.{table} with recursive n (id) as
          (select {first} union all select id + 1 from n where id < {first + count - 1}) select {Values} from n
        """);

    /// <summary>Adds rows, each in a transaction of its own.</summary>
    public async Task InsertOneByOneAsync(long first, long count)
    {
        await SqlAsync($"drop procedure if exists {Database}.one_by_one");
        await SqlAsync($"""
            delimiter //
            create procedure {Database}.one_by_one() begin
              declare id bigint default {first};
              while id < {first + count} do insert into {Database}.{Table} select {Values}; set id = id + 1; end while;
            end //
            delimiter ;
            call {Database}.one_by_one();
            """);
    }

    /// <summary>Sums of the columns, by the server: how many rows, and the checksum that <see cref="SampleSum"/> makes.</summary>
    public async Task<SampleSum> SumAsync()
    {
        var row = (await SqlAsync($"""
            select count(*), cast(sum(id) as signed), cast(sum(account) as signed), cast(sum(quantity) as signed),
              cast(sum(price * 64) as signed), cast(sum(ifnull(rating, 1000)) as signed),
              cast(sum(length(name) + length(city) + length(note)) as signed) from {Database}.{Table}
            """)).Split('\t').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new SampleSum(row[0], row[1], row[2], row[3], row[4], row[5], row[6]);
    }

    /// <summary>Where the binary log ends: file and position.</summary>
    public async Task<(string File, long Position)> EndAsync()
    {
        var row = (await SqlAsync("show binary log status")).Split('\t');
        return (row[0], long.Parse(row[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Begins a new file, and returns its name.</summary>
    public async Task<string> BeginFileAsync()
    {
        await SqlAsync("flush binary logs");
        return (await EndAsync()).File;
    }

    /// <summary>The path of a file of the binary log.</summary>
    public string PathOf(string file) => Path.Combine(_server.Data, file);

    /// <summary>Runs one of the server's own programs as its user, with what it prints thrown away, and returns how long it took.</summary>
    public async Task<double> TimeAsync(string program, params string[] arguments)
    {
        var words = DatabasePrograms.MySql!.Command(program, "--no-defaults", "--host=127.0.0.1", $"--port={Port}", $"--user={MySqlFamilyServer.User}");
        var start = new ProcessStartInfo("/bin/sh") { Environment = { ["MYSQL_PWD"] = Password } };
        foreach (var word in (string[])["-c", "exec \"$@\" > /dev/null", "sh", .. words, .. arguments])
        {
            start.ArgumentList.Add(word);
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
