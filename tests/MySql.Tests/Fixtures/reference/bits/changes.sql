insert into ref.t values (101, 0,0,0,0,0,0,0,0,default,default,default,default);
insert into ref.t values (102, 1,1,3,255,511,65535,8589934591,18446744073709551615,15,4095,0,false);
insert into ref.t values (103, null,null,null,null,null,null,null,null,1,null,null,null);
insert into ref.t values (104, 1,0,2,b'10000001',b'100000001',b'1000000000000001',b'100000000000000000000000000000010',0x8000000000000001,8,256,1,2);
create table ref.s (
  id int not null primary key,
  a bit,
  b bit(1),
  c bit(2),
  d bit(8),
  e bit(9),
  f bit(16),
  g bit(33),
  h bit(64),
  n bit(4) not null default b'1010',
  o bit(12) default 5,
  p bit(1) default 1,
  q bool default true
) ;
insert into ref.s values (1, 0,0,0,0,0,0,0,0,default,default,default,default);
insert into ref.s values (2, 1,1,3,255,511,65535,8589934591,18446744073709551615,15,4095,0,false);
insert into ref.s values (3, null,null,null,null,null,null,null,null,1,null,null,null);
insert into ref.s values (4, 1,0,2,b'10000001',b'100000001',b'1000000000000001',b'100000000000000000000000000000010',0x8000000000000001,8,256,1,2);
