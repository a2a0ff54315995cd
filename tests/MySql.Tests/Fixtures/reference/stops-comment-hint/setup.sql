create database ref;
create table ref.a (id int primary key);
