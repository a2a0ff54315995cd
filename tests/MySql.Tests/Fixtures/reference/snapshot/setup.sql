create database ref;
create table ref.empty_first (id int primary key); create table ref.b (id int primary key, v varchar(10)); create table ref.c (id int primary key); create table ref.d (v int); create table ref.e_empty (id int primary key); create view ref.vw as select 1 as x;
insert into ref.b values (3, 'c'), (1, 'a'), (2, 'b'); insert into ref.c values (1); insert into ref.d values (1), (2);
