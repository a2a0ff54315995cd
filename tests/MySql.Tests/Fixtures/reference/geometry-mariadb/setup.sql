create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  g geometry,
  p point,
  l linestring,
  o polygon
) ;
insert into ref.t values (1, st_geomfromtext('POINT(1 2)'), st_geomfromtext('POINT(-1.5 2.25)'), st_geomfromtext('LINESTRING(0 0, 1 1, 2 3)'), st_geomfromtext('POLYGON((0 0, 4 0, 4 4, 0 4, 0 0),(1 1, 2 1, 2 2, 1 1))'));
insert into ref.t values (2, st_geomfromtext('POINT(1 2)', 4326), st_geomfromtext('POINT(10 20)', 4326), null, null);
insert into ref.t values (3, null,null,null,null);
