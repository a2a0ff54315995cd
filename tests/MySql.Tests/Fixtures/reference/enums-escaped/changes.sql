insert into ref.t values (101, 'comma,here');
insert into ref.t values (102, 'back\\slash');
insert into ref.t values (103, 'plain');
create table ref.s (
  id int not null primary key,
  a enum('comma,here','back\\slash','plain')
) ;
insert into ref.s values (1, 'comma,here');
insert into ref.s values (2, 'back\\slash');
insert into ref.s values (3, 'plain');
