create database ref;
create table ref.a (id int primary key, v int); insert into ref.a values (1, 1), (2, 2);
