create database ref;
create table ref.a (id int primary key, y year);
insert into ref.a values (1, 0);
