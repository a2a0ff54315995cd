create database ref;
create table ref.a (id int primary key, v int); create table ref.b (id int primary key, v varchar(10)); create table ref.hidden (id int primary key);
create table ref.parent (id int primary key) engine=InnoDB; create table ref.child (id int primary key, p int, foreign key (p) references ref.parent (id) on delete cascade on update set null) engine=InnoDB;
create table ref.mi (id int primary key) engine=MyISAM;
insert into ref.parent values (1), (2); insert into ref.child values (10, 1), (11, 1), (20, 2);
