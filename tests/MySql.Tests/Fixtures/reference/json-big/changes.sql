insert into ref.t values (101, (select json_arrayagg(n) from (with recursive r as (select 1 n union all select n + 1 from r where n < 900) select n from r) x));
insert into ref.t values (102, json_object('k', repeat('x', 70000)));
insert into ref.t values (103, json_object('short', repeat('y', 127), 'long', repeat('z', 128)));
create table ref.s (
  id int not null primary key,
  j json
) ;
insert into ref.s values (1, (select json_arrayagg(n) from (with recursive r as (select 1 n union all select n + 1 from r where n < 900) select n from r) x));
insert into ref.s values (2, json_object('k', repeat('x', 70000)));
insert into ref.s values (3, json_object('short', repeat('y', 127), 'long', repeat('z', 128)));
