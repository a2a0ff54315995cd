insert into ref.t values (101, json_object('d', cast('2024-02-29' as date), 't', cast('12:34:56.5' as time(3)), 'dt', cast('2024-02-29 12:34:56.123456' as datetime(6)), 'dt0', cast('2024-02-29 12:34:56' as datetime)));
insert into ref.t values (102, json_array(cast(1.50 as decimal(10,2)), cast(-123456789012345678901234567890.5 as decimal(65,1)), cast(0 as decimal(3,0))));
insert into ref.t values (103, json_array(1e100, 1e-7, 1e21, 123456789.123e0, -1e-300));
insert into ref.t values (104, json_array(cast('abc' as binary), b'101', 0xff));
insert into ref.t values (105, json_array(cast('-12:34:56' as time)));
create table ref.s (
  id int not null primary key,
  j json
) ;
insert into ref.s values (1, json_object('d', cast('2024-02-29' as date), 't', cast('12:34:56.5' as time(3)), 'dt', cast('2024-02-29 12:34:56.123456' as datetime(6)), 'dt0', cast('2024-02-29 12:34:56' as datetime)));
insert into ref.s values (2, json_array(cast(1.50 as decimal(10,2)), cast(-123456789012345678901234567890.5 as decimal(65,1)), cast(0 as decimal(3,0))));
insert into ref.s values (3, json_array(1e100, 1e-7, 1e21, 123456789.123e0, -1e-300));
insert into ref.s values (4, json_array(cast('abc' as binary), b'101', 0xff));
insert into ref.s values (5, json_array(cast('-12:34:56' as time)));
