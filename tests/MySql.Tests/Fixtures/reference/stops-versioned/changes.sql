create table ref.v (id int primary key, v int) with system versioning; insert into ref.v values (1, 1); update ref.v set v = 2; insert into ref.a values (1);
