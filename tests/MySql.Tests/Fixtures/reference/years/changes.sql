insert into ref.t values (101, 1901,1901,default,1901);
insert into ref.t values (102, 2155,default,2155,2155);
insert into ref.t values (103, null,2024,null,null);
insert into ref.t values (104, 2024,'99',70,'00');
create table ref.s (
  id int not null primary key,
  a year,
  n year not null default 2001,
  o year default 1999,
  p year(4)
) ;
insert into ref.s values (1, 1901,1901,default,1901);
insert into ref.s values (2, 2155,default,2155,2155);
insert into ref.s values (3, null,2024,null,null);
insert into ref.s values (4, 2024,'99',70,'00');
