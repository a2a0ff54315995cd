create database ref;
create table ref.a (id int primary key, v varchar(500) compressed, b blob compressed);
insert into ref.a values (1, repeat('x', 400), 'b');
