create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  ti tinyint,
  tu tinyint unsigned,
  t1 tinyint(1),
  b bool,
  si smallint,
  su smallint unsigned,
  mi mediumint,
  mu mediumint unsigned,
  i int,
  iu int unsigned,
  iz int(8) zerofill,
  g integer unsigned,
  bi bigint,
  bu bigint unsigned,
  n int not null default -5,
  d tinyint unsigned default 200,
  e bigint unsigned not null default 18446744073709551615,
  i1 int1,
  i8 int8,
  m middleint
) ;
insert into ref.t values (1, -128,0,-128,false,-32768,0,-8388608,0,-2147483648,0,0,0,-9223372036854775808,0,default,default,default,-128,-9223372036854775808,-8388608);
insert into ref.t values (2, 127,255,127,true,32767,65535,8388607,16777215,2147483647,4294967295,4294967295,4294967295,9223372036854775807,18446744073709551615,0,null,0,127,9223372036854775807,8388607);
insert into ref.t values (3, null,null,null,null,null,null,null,null,null,null,null,null,null,9223372036854775808,1,1,9223372036854775807,null,null,null);
insert into ref.t values (4, -1,128,1,true,-1,32768,-1,8388608,-1,2147483648,42,2147483648,-1,9223372036854775807,-1,255,1,1,1,-1);
