create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  a varchar(20) default 'simple',
  b varchar(20) not null default '',
  c int default 42,
  d int not null default '7',
  e decimal(8,3) not null default '1.5',
  f bigint default -1,
  g char(4) default 'ab',
  h bool default true,
  i tinyint(1) not null default 0,
  j float default 1e3,
  k double default '2.5',
  l text default null,
  q int default null,
  r enum('a','b') default 'b',
  s bit(3) default b'110',
  u text default 'long',
  m int default (1 + 1),
  n varchar(36) default uuid()
) ;
insert into ref.t values (1, default,default,default,default,default,default,default,default,default,default,default,default,default,default,default,default,default,'u');
