insert into ref.t values (101, 0,0,0,0,0,0,0,0,0,default,default,0,0);
insert into ref.t values (102, 3.4028234e38,1.17549435e-38,1.7976931348623157e308,999.9999,2.2250738585072014e-308,9999999.999,1e-300,1e300,3.4028234e38,0.1,0.1,16777217,16777217);
insert into ref.t values (103, -3.4028234e38,123456789,-1.7976931348623157e308,-999.9999,-1.7976931348623157e308,-9999999.999,-0.1,-1e17,0.1,123456.789,123456.789,0.1,0.1);
insert into ref.t values (104, null,null,null,null,null,null,null,null,null,1,1,null,null);
insert into ref.t values (105, 0.1,0.5,0.1,0.1,0.1,0.1,0.1,1234567890123456789,1e10,100,100,1e7,1e21);
create table ref.s (
  id int not null primary key,
  a float,
  b float(10),
  c float(30),
  d float(7,4),
  e double,
  f double(10,3),
  g real,
  h double precision,
  i float unsigned,
  n float not null default 1.5,
  o double not null default -2.25e10,
  p float(24),
  q float(25)
) ;
insert into ref.s values (1, 0,0,0,0,0,0,0,0,0,default,default,0,0);
insert into ref.s values (2, 3.4028234e38,1.17549435e-38,1.7976931348623157e308,999.9999,2.2250738585072014e-308,9999999.999,1e-300,1e300,3.4028234e38,0.1,0.1,16777217,16777217);
insert into ref.s values (3, -3.4028234e38,123456789,-1.7976931348623157e308,-999.9999,-1.7976931348623157e308,-9999999.999,-0.1,-1e17,0.1,123456.789,123456.789,0.1,0.1);
insert into ref.s values (4, null,null,null,null,null,null,null,null,null,1,1,null,null);
insert into ref.s values (5, 0.1,0.5,0.1,0.1,0.1,0.1,0.1,1234567890123456789,1e10,100,100,1e7,1e21);
