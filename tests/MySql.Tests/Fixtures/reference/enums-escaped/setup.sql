create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  a enum('comma,here','back\\slash','plain')
) ;
insert into ref.t values (1, 'comma,here');
insert into ref.t values (2, 'back\\slash');
insert into ref.t values (3, 'plain');
