create database ref;
create table ref.a (id int primary key);
insert into ref.a values (1);
