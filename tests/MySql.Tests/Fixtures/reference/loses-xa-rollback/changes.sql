xa start 'x'; insert into ref.a values (1, 1); xa end 'x'; xa prepare 'x'; xa rollback 'x'; insert into ref.a values (2, 2);
