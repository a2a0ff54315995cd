set session binlog_row_value_options='PARTIAL_JSON'; update ref.a set j = json_set(j, '$.b', 3); update ref.a set j = json_remove(j, '$.a'); insert into ref.a values (2, '[1]');
