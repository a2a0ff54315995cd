create database ref;
create table ref.a (id int primary key, v varchar(200)); insert into ref.a values (1, 'one');
