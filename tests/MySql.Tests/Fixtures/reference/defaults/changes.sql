insert into ref.t values (101, default,default,default,default,default,default,default,default,default,default,default,default,default,'u',default,'2024-01-01',default,default,default,default);
create table ref.s (
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
  m int default (1 + 1),
  n varchar(36) default (uuid()),
  o json default (json_array()),
  p date default (curdate()),
  q int default null,
  r enum('a','b') default 'b',
  s bit(3) default b'110',
  t varchar(10) character set latin1 default 'plain'
) ;
insert into ref.s values (1, default,default,default,default,default,default,default,default,default,default,default,default,default,'u',default,'2024-01-01',default,default,default,default);
