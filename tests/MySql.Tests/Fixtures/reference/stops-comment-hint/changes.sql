create table ref.b (id int primary key /*M!100100 , v int */); insert into ref.b (id) values (1); insert into ref.a values (1);
