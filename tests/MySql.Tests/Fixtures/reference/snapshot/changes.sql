insert into ref.e_empty values (1);
