insert into ref.a values (3, 3); update ref.a set v = 30 where id = 3;
-- @restart
insert into ref.a values (4, 4); alter table ref.a add w int; insert into ref.a values (5, 5, 5);
-- @restart
update ref.a set w = 6; delete from ref.a where id = 1;
