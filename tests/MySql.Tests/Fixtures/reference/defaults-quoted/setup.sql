create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  a varchar(20) default 'it''s',
  b varchar(20) default 'back\\slash',
  c varchar(20) default 'ünï',
  d varchar(20) default "dou\"ble",
  e enum('it''s','x') default 'it''s',
  f varchar(20) default '%_',
  g varchar(20) default 'NULL'
) ;
insert into ref.t values (1, default,default,default,default,default,default,default);
