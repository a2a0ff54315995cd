insert into ref.a values (2, '2001:db8::', '0.0.0.0');
