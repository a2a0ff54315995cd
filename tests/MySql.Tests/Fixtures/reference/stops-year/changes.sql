insert into ref.a values (2, 0);
