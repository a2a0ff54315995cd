create database ref;
create table ref.a (id int primary key, i inet6, f inet4);
insert into ref.a values (1, '::1', '10.0.0.1');
