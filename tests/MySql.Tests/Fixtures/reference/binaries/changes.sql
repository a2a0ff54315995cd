insert into ref.t values (101, 'ab','ab','','','','',default,default,'1');
insert into ref.t values (102, 0x00000000,0x00ff,0xfffe,0x000102,0xdeadbeef,0x00,0x010000,'',0x00);
insert into ref.t values (103, null,null,null,null,null,null,'zzz',null,null);
insert into ref.t values (104, 0xfbff3e3f,'~~~???','>>>','a','ab','abc',0xffffff,0xfbefbe,0xff);
create table ref.s (
  id int not null primary key,
  a binary(4),
  b varbinary(10),
  c tinyblob,
  d blob,
  e mediumblob,
  f longblob,
  n binary(3) not null default 'abc',
  o varbinary(5) default 'xyz',
  g binary
) ;
insert into ref.s values (1, 'ab','ab','','','','',default,default,'1');
insert into ref.s values (2, 0x00000000,0x00ff,0xfffe,0x000102,0xdeadbeef,0x00,0x010000,'',0x00);
insert into ref.s values (3, null,null,null,null,null,null,'zzz',null,null);
insert into ref.s values (4, 0xfbff3e3f,'~~~???','>>>','a','ab','abc',0xffffff,0xfbefbe,0xff);
