create database ref;
create table ref.a (id int primary key, d decimal(6,2) zerofill);
insert into ref.a values (1, 1234.56);
