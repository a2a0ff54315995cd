insert into ref.t values (101, to_vector('[1, -2.5, 0.1]'), to_vector('[1]'), to_vector('[0, 0]'));
insert into ref.t values (102, null, null, to_vector('[3.4e38, 1.2e-38]'));
create table ref.s (
  id int not null primary key,
  v vector(3),
  w vector,
  x vector(2) not null
) ;
insert into ref.s values (1, to_vector('[1, -2.5, 0.1]'), to_vector('[1]'), to_vector('[0, 0]'));
insert into ref.s values (2, null, null, to_vector('[3.4e38, 1.2e-38]'));
