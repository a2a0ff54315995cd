create database ref;
create table ref.u (id int primary key, u uuid, n uuid not null); create table ref.j (id int primary key, j json, v varchar(100)); 

insert into ref.u values (1, '123e4567-e89b-12d3-a456-426655440000', '00112233-4455-6677-8899-aabbccddeeff'), (2, null, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
insert into ref.j values (1, '{"a": 1,  "b" : [1,2]}', 'x');
