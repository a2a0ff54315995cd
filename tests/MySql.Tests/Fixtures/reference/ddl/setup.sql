create database ref default character set latin1;
create table ref.t (id int primary key, a int);
insert into ref.t values (1, 1);
