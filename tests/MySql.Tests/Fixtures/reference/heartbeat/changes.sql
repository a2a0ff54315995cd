insert into ref.a values (1, 1);
