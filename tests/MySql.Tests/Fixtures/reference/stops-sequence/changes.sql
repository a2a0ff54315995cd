create sequence ref.s; insert into ref.a values (1); select nextval(ref.s); insert into ref.a values (2);
