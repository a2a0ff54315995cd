create database ref;
create table ref.a (id int primary key, j json);
insert into ref.a values (1, '{"a": "some text that is long enough", "b": 2}');
