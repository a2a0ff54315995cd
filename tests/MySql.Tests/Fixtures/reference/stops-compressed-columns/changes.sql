insert into ref.a values (2, repeat('y', 400), repeat('z', 300));
