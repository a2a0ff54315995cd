insert into ref.g (id) values (3); update ref.g set d = 7 where id = 1; delete from ref.g where id = 2;
create table ref.h (id int primary key, b int generated always as (id + 1) virtual, c int as (id * 2) stored, d int invisible default 5);
insert into ref.h (id) values (1);
alter table ref.g drop column b, add column f int as (id + 100) stored;
insert into ref.g (id) values (4);
