create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  a decimal,
  b decimal(10,2),
  c decimal(65,30),
  d numeric(5,5),
  e decimal(12,4) unsigned,
  f fixed(7,3),
  g decimal(20,0),
  h decimal(1,0),
  n decimal(10,2) not null default 12.50,
  o decimal(6,3) default -1,
  p dec(9,9)
) ;
insert into ref.t values (1, 0,0,0,0,0,0,0,0,default,default,0);
insert into ref.t values (2, 9999999999,99999999.99,99999999999999999999999999999999999.999999999999999999999999999999,0.99999,99999999.9999,9999.999,99999999999999999999,9,0.01,0.001,0.999999999);
insert into ref.t values (3, -9999999999,-99999999.99,-99999999999999999999999999999999999.999999999999999999999999999999,-0.99999,0.0001,-9999.999,-99999999999999999999,-9,-0.01,-0.001,-0.999999999);
insert into ref.t values (4, null,null,null,null,null,null,null,null,1.20,null,null);
insert into ref.t values (5, 1,-0.05,0.000000000000000000000000000001,0.1,123.4500,1.5,18446744073709551616,1,255,127.5,0.1);
insert into ref.t values (6, 128,1.28,-128,0.00128,1.28,-1.28,-128,-1,-1.28,1.28,-0.5);
