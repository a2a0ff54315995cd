create table ref.b (id int primary key, vector int); insert into ref.b values (1, 2); insert into ref.a values (1);
