create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  v vector(3),
  w vector,
  x vector(2) not null
) ;
insert into ref.t values (1, to_vector('[1, -2.5, 0.1]'), to_vector('[1]'), to_vector('[0, 0]'));
insert into ref.t values (2, null, null, to_vector('[3.4e38, 1.2e-38]'));
