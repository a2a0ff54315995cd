create database ref;
create table ref.a (id int primary key, a varchar(10), b text, c int);
insert into ref.a values (1, 'a', 'b', 1);
