create database `ref`;
create table ref.`weird-table name$` (`1st` int primary key, `a-b` varchar(5), `c.d` int, `ünï` int, `with space` int, `UPPER` int, `_x` int);
create table ref.`Ünïcode` (id int primary key); create table ref.MixedCase (Id int primary key, camelCase int); create table ref.`order` (`key` int primary key, `select` int);
insert into ref.`weird-table name$` values (1, 'x', 2, 3, 4, 5, 6); insert into ref.`Ünïcode` values (1); insert into ref.MixedCase values (1, 2); insert into ref.`order` values (1, 2);
