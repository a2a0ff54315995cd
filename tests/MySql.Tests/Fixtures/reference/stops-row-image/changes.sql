set session binlog_row_image='NOBLOB'; update ref.a set c = 2; set session binlog_row_image='MINIMAL'; update ref.a set c = 3; delete from ref.a;
