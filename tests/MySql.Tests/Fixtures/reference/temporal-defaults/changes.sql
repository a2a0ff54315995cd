set time_zone = '+00:00';
insert into ref.t values (101, default,default,default,default,default,default,default,'2020-01-01 00:00:00','2020-01-01 00:00:00','2020-01-01 00:00:00',default);
create table ref.s (
  id int not null primary key,
  a date not null default '2020-02-03',
  b time not null default '01:02:03',
  c time(6) default '-12:00:00.000001',
  d datetime not null default '2020-02-03 04:05:06',
  e datetime(6) default '2020-02-03 04:05:06.123456',
  f timestamp not null default '2020-02-03 04:05:06',
  g timestamp(6) null default '2020-02-03 04:05:06.123456',
  h timestamp not null default current_timestamp on update current_timestamp,
  i datetime(3) default current_timestamp(3),
  j datetime(2) not null default now(2),
  k timestamp(3) null default null
) ;
insert into ref.s values (1, default,default,default,default,default,default,default,'2020-01-01 00:00:00','2020-01-01 00:00:00','2020-01-01 00:00:00',default);
