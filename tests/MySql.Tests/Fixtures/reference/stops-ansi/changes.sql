set sql_mode='ANSI_QUOTES'; create table ref."b" ("id" int primary key, "s" varchar(5) default 'x'); insert into ref.b values (1, 'y'); insert into ref.a values (1);
