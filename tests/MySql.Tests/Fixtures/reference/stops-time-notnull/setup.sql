create database ref;
create table ref.a (id int primary key, t time not null, u time);
insert into ref.a values (1, '10:00:00', '25:00:00');
