insert into ref.a values (2, '10:00:00', '-1:00:00'); insert into ref.a values (3, '30:00:00', '1:00:00');
