set sql_mode='ALLOW_INVALID_DATES'; insert into ref.a values (1, '2024-02-31'); insert into ref.a values (2, '2024-02-28');
