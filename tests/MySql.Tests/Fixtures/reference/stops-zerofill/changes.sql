insert into ref.a values (2, 1.5);
