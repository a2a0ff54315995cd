begin; insert into ref.a values (1, 1), (2, 2); insert into ref.hidden values (1); insert into ref.b values (1, 'b'); update ref.a set v = v + 1; savepoint s; insert into ref.b values (2, 'gone'); rollback to savepoint s; commit;
begin; insert into ref.hidden values (2); commit;
delete from ref.parent where id = 1;
update ref.parent set id = 3 where id = 2;
xa start 'x1'; insert into ref.a values (10, 10); xa end 'x1'; xa prepare 'x1'; xa commit 'x1';
xa start 'x2'; insert into ref.a values (11, 11); xa end 'x2'; xa commit 'x2' one phase;
begin; insert into ref.mi values (1); insert into ref.a values (20, 20); rollback;
insert into ref.a values (30, 30) on duplicate key update v = 31; insert into ref.a values (30, 30) on duplicate key update v = 32; replace into ref.a values (30, 33); insert ignore into ref.a values (30, 34), (31, 31);
update ref.a x join ref.b y on x.id = y.id set x.v = 100, y.v = 'joined';
