create database ref default character set utf8mb4;
set sql_mode = '', time_zone = '+00:00';
create table ref.t (
  id int not null primary key,
  d date,
  dn date not null,
  dt datetime,
  dtn datetime(6) not null,
  ts timestamp null,
  tsn timestamp(3) not null default '2000-01-01 00:00:00',
  dd date default '0000-00-00',
  ddn datetime not null default '0000-00-00 00:00:00'
) ;
insert into ref.t values (1, '0000-00-00','0000-00-00','0000-00-00','0000-00-00','0000-00-00','0000-00-00',default,default);
insert into ref.t values (2, '2024-00-00','2024-00-00','2024-00-00','2024-00-00',null,'2001-01-01 01:01:01.5','2024-05-00','2024-00-05');
insert into ref.t values (3, '2024-01-01','2024-01-01','2024-01-01','2024-01-01','2024-01-01','2024-01-01','2024-01-01','2024-01-01');
