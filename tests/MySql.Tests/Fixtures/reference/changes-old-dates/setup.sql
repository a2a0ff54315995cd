create database ref;
set sql_mode='';
create table ref.t (id int primary key, d date, dt datetime(6), dm datetime);
insert into ref.t values (1, '1582-10-04', '1582-10-10 00:00:00.000001', '1000-01-01'), (2, '0001-01-01', '0099-05-06 01:02:03', '0069-01-01'), (3, '0000-01-01', '0000-01-01', '0000-01-01');
