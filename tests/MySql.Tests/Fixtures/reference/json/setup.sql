create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  j json,
  n json not null
) ;
insert into ref.t values (1, 'null', 'null');
insert into ref.t values (2, 'true', 'true');
insert into ref.t values (3, 'false', 'false');
insert into ref.t values (4, '0', '0');
insert into ref.t values (5, '-1', '-1');
insert into ref.t values (6, '9223372036854775807', '9223372036854775807');
insert into ref.t values (7, '18446744073709551615', '18446744073709551615');
insert into ref.t values (8, '1.5', '1.5');
insert into ref.t values (9, '-0.001', '-0.001');
insert into ref.t values (10, '1e3', '1e3');
insert into ref.t values (11, '"text"', '"text"');
insert into ref.t values (12, '"q\\"b\\\\ \\n ünï 😀"', '"q\\"b\\\\ \\n ünï 😀"');
insert into ref.t values (13, '{}', '{}');
insert into ref.t values (14, '[]', '[]');
insert into ref.t values (15, '{"a": 1, "b": [true, null, {"c": "d"}]}', '{"a": 1, "b": [true, null, {"c": "d"}]}');
insert into ref.t values (16, '[1, 2, 3]', '[1, 2, 3]');
insert into ref.t values (17, '{"bb": 1, "a": 2, "ccc": 3}', '{"bb": 1, "a": 2, "ccc": 3}');
insert into ref.t values (18, '{"": "", "key with \\"quote\\"": 1}', '{"": "", "key with \\"quote\\"": 1}');
insert into ref.t values (19, '"\\u0001 / <b> & \\u007f"', '"\\u0001 / <b> & \\u007f"');
insert into ref.t values (20, '[32767, 32768, 65536, -32769, 2147483648, -2147483649]', '[32767, 32768, 65536, -32769, 2147483648, -2147483649]');
insert into ref.t values (21, '[1.0, 100.0, 0.1, 12345678.9, 3.0e-3]', '[1.0, 100.0, 0.1, 12345678.9, 3.0e-3]');
insert into ref.t values (22, null, '{}');
