create database ref default character set utf8mb4;
create table ref.t (
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
insert into ref.t values (1, 'ab','ab','','','','',default,default,'1');
insert into ref.t values (2, 0x00000000,0x00ff,0xfffe,0x000102,0xdeadbeef,0x00,0x010000,'',0x00);
insert into ref.t values (3, null,null,null,null,null,null,'zzz',null,null);
insert into ref.t values (4, 0xfbff3e3f,'~~~???','>>>','a','ab','abc',0xffffff,0xfbefbe,0xff);
