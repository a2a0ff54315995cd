create database ref; create database ref2;
create table ref.person (id int primary key, name varchar(30), email varchar(40), secret varchar(20), iban char(12), note text, age int, code varchar(10) character set latin1);
create table ref.other (id int primary key, name varchar(30)); create table ref.skipped (id int primary key); create table ref2.person (id int primary key, name varchar(30));
insert into ref.person values (1, 'Ängström', 'a@example.org', 's3cret', 'DE12', 'a longer note', 42, 'abc'), (2, null, null, null, null, null, null, null), (3, '', '', '', '', '', 0, '');
insert into ref.other values (1, 'x'); insert into ref.skipped values (1); insert into ref2.person values (1, 'y');
