create database ref default character set utf8mb4;
create table ref.t (id int primary key, a varchar(10)) default charset latin1;
