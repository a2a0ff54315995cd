create database ref; create table ref.a (id int primary key, v int); create table ref.beat (id int primary key, n int); insert into ref.beat values (1, 0);
