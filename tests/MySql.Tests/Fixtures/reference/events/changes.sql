-- single statements
insert into ref.item values (3, 'three', 3.00), (4, 'four', 4.00);
update ref.item set name = 'two' where id = 2;
update ref.item set price = price + 1;
-- key changes
update ref.item set id = 30 where id = 3;
update ref.pair set a = 11, v = 11 where a = 1;
delete from ref.item where id = 4;
insert into ref.nokey values (2, 'b');
update ref.nokey set v = 3 where v = 1;
delete from ref.nokey where v = 3;
-- a transaction over several tables
begin;
insert into ref.item values (5, 'five', 5.00);
insert into ref.pair values (5, 'five', 5);
update ref.item set name = 'FIVE' where id = 5;
insert into ref.nokey values (5, 'e');
commit;
begin;
insert into ref.item values (6, 'six', 6.00);
rollback;
-- DDL in the middle
alter table ref.item add column note varchar(30) character set latin1 collate latin1_german1_ci not null default 'it' comment 'a note' after name;
insert into ref.item values (7, 'seven', 'Überraschung', 7.00);
alter table ref.item rename column name to title, drop column price;
update ref.item set title = 'SEVEN' where id = 7;
create table ref.later (id bigint unsigned not null auto_increment, kind enum('a','b,c') default 'a', at datetime(3) default current_timestamp(3), unique key u (id));
insert into ref.later (kind, at) values ('b,c', '2024-05-06 07:08:09.123');
truncate table ref.later;
rename table ref.later to ref.latest;
insert into ref.latest (kind, at) values ('a', '2024-05-06 07:08:09.5');
create index i on ref.latest (kind);
create view ref.v as select 1;
drop view ref.v;
drop table ref.pair, ref.nokey;
create database other character set latin1;
create table other.t (a int);
insert into other.t values (1);
drop database other;
