insert into ref.t values (2, 0.1, 2, 0); create table ref.s (id int primary key, r real, b bool, c boolean not null default false); insert into ref.s values (1, 0.1, 2, 0);
