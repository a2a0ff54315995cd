create database ref;
create table ref.g (id int primary key, b int generated always as (id + 1) virtual, c int as (id * 2) stored, d int invisible default 5, e varchar(10) as (concat('v', id)) virtual);
insert into ref.g (id) values (1); insert into ref.g (id, d) values (2, null);
