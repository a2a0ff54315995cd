create database ref;
create table ref.item (id int not null primary key, name varchar(20), price decimal(10,2) not null default 1.50) comment 'things';
create table ref.pair (a int not null, b varchar(10) not null, v int, primary key (b, a));
create table ref.nokey (v int, w varchar(10));
insert into ref.item values (1, 'one', 1.00), (2, null, 2.00);
insert into ref.pair values (1, 'x', 10), (2, 'y', 20);
insert into ref.nokey values (1, 'a'), (1, 'a');
