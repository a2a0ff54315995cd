using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Checks;

/// <summary>The server logs changes as rows, whole, and keeps them long enough.</summary>
internal static class BinlogChecks
{
    public static void Run(ServerFacts facts, MySqlSourceModel model, Findings findings)
    {
        if (!facts.Is("log_bin", "ON") && !facts.Is("log_bin", "1"))
        {
            findings.Fail("log_bin", $"The server writes no binlog, one is required. {Remedies.SetAtStart("log_bin=binlog, binlog_format=ROW and server_id=1 (a number of its own)")}");
            return;
        }

        Format(facts, findings);
        Image(facts, findings);
        BinlogMetadataChecks.Run(facts, model, findings);
        Compression(facts, findings);
        Gtids(facts, findings);
        Retention(facts, findings);
        Upstream(facts, findings);
    }

    private static void Format(ServerFacts facts, Findings findings)
    {
        const string Name = "binlog_format";
        if (facts.Is(Name, "ROW"))
        {
            findings.Ok(Name, "Changes are logged as rows.");
        }
        else
        {
            findings.Fail(Name, $"It is {facts.Variable(Name)}, ROW is required: changes that are logged as statements have no rows. {Remedies.Set(facts.Version, Name, "ROW")}");
        }
    }

    private static void Image(ServerFacts facts, Findings findings)
    {
        const string Name = "binlog_row_image";
        var remedy = Remedies.Set(facts.Version, Name, "FULL");
        switch (facts.Variable(Name)?.ToUpperInvariant() ?? "FULL")
        {
            case "FULL":
                findings.Ok(Name, "Rows are logged whole.");
                break;
            case "NOBLOB":
                findings.Warn(Name, $"It is NOBLOB: BLOB and TEXT columns that an update does not change come as the placeholder for values that were not logged. {remedy}");
                break;
            case var image:
                findings.Warn(Name, $"It is {image}: columns that a change leaves as they are come as the placeholder for values that were not logged, before and after it. {remedy}");
                break;
        }

        if (facts.Variable("binlog_row_value_options")?.Contains("PARTIAL_JSON", StringComparison.OrdinalIgnoreCase) != true)
        {
            return;
        }

        if (facts.Is(Name, "FULL"))
        {
            findings.Ok("binlog_row_value_options", "It is PARTIAL_JSON: updated documents are put together from the row before the update.");
        }
        else
        {
            findings.Warn("binlog_row_value_options", $"It is PARTIAL_JSON without {Name}=FULL: a document that is updated in part can only be put together where the row before it was logged. {Remedies.Set(facts.Version, "binlog_row_value_options", "''")}");
        }
    }

    private static void Compression(ServerFacts facts, Findings findings)
    {
        const string Name = "binlog_transaction_compression";
        if (facts.Is(Name, "ON") && !facts.CanUnpack)
        {
            findings.Fail(Name, "Transactions are compressed by zstd and libzstd.so.1 is not on this machine, where it is required to unpack them. Install the package libzstd1.");
        }
        else if (facts.Is(Name, "ON"))
        {
            findings.Ok(Name, "Transactions are compressed; they are unpacked as they come.");
        }
        else if (facts.Is("log_bin_compress", "ON"))
        {
            findings.Ok("log_bin_compress", "Events are compressed; they are unpacked as they come.");
        }
    }

    private static void Gtids(ServerFacts facts, Findings findings)
    {
        const string Name = "gtid_mode";
        if (facts.Version.IsMariaDb)
        {
            findings.Ok("gtid", "Transactions have GTIDs, as always in MariaDB: a stored position is good on every replica.");
        }
        else if (facts.Is(Name, "ON"))
        {
            findings.Ok(Name, "Transactions have GTIDs: a stored position is good on every replica.");
        }
        else
        {
            findings.Warn(Name, $"It is {facts.Variable(Name) ?? "not there"}: positions are files and bytes of this server, so that after a failover to another a new snapshot is needed. "
                + "Run SET PERSIST enforce_gtid_consistency=ON, then SET PERSIST gtid_mode to OFF_PERMISSIVE, ON_PERMISSIVE and ON, one after the other.");
        }
    }

    private static void Retention(ServerFacts facts, Findings findings)
    {
        var retention = BinlogRetention.Of(facts);
        if (retention.Kept is not { } kept)
        {
            findings.Ok(retention.Variable, "Binlogs are kept until somebody purges them.");
        }
        else if (kept < BinlogRetention.Sensible)
        {
            findings.Warn(
                retention.Variable,
                $"Binlogs are kept for {BinlogRetention.Words(kept)}, {BinlogRetention.Words(BinlogRetention.Sensible)} are the least that is sensible: "
                + "a snapshot that takes longer, or a connector that is stopped or behind for longer, must begin anew. "
                + retention.Longer(facts, BinlogRetention.Sensible));
        }
        else
        {
            findings.Ok(retention.Variable, $"Binlogs are kept for {BinlogRetention.Words(kept)}.");
        }

        const string Size = "max_binlog_total_size";
        if (facts.Number(Size) is > 0 and var bytes)
        {
            findings.Warn(Size, $"Binlogs are purged beyond {bytes:0} bytes, however old they are: a burst of changes can take away what was not read yet. {Remedies.Set(facts.Version, Size, "0")}");
        }
    }

    private static void Upstream(ServerFacts facts, Findings findings)
    {
        var name = facts.Variable("log_replica_updates") is null ? "log_slave_updates" : "log_replica_updates";
        if (facts.IsReplica == true && facts.Is(name, "OFF"))
        {
            findings.Fail(name, $"The server is a replica and does not log what it replicates, which is required to capture it. {Remedies.SetAtStart($"{name}=ON")}");
        }
    }
}
