set session binlog_format='STATEMENT'; update ref.a set v = 2; set session binlog_format='ROW'; insert into ref.a values (2, 2);
