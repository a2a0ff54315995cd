set session binlog_transaction_compression = 1;
begin; insert into ref.a values (2, repeat('x', 200)), (3, repeat('y', 200)); update ref.a set v = repeat('z', 200) where id = 2; commit;
insert into ref.a values (4, repeat('w', 100));
alter table ref.a add c int;
insert into ref.a values (5, repeat('v', 150), 5);
