create database ref;
create table ref.t (id int primary key, r real, b bool, c boolean not null default false);
insert into ref.t values (1, 0.1, true, 1);
