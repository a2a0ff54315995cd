create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  j json
) ;
insert into ref.t values (1, (select json_arrayagg(n) from (with recursive r as (select 1 n union all select n + 1 from r where n < 900) select n from r) x));
insert into ref.t values (2, json_object('k', repeat('x', 70000)));
insert into ref.t values (3, json_object('short', repeat('y', 127), 'long', repeat('z', 128)));
