create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  g geometry,
  p point,
  l linestring,
  o polygon,
  mp multipoint,
  ml multilinestring,
  mo multipolygon,
  gc geometrycollection
) ;
insert into ref.t values (1, st_geomfromtext('POINT(1 2)'), st_geomfromtext('POINT(-1.5 2.25)'), st_geomfromtext('LINESTRING(0 0, 1 1, 2 3)'), st_geomfromtext('POLYGON((0 0, 4 0, 4 4, 0 4, 0 0),(1 1, 2 1, 2 2, 1 1))'), st_geomfromtext('MULTIPOINT((0 0),(1 1))'), st_geomfromtext('MULTILINESTRING((0 0, 1 1),(2 2, 3 3))'), st_geomfromtext('MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)),((5 5, 6 5, 6 6, 5 5)))'), st_geomfromtext('GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(0 0,1 1))'));
insert into ref.t values (2, st_geomfromtext('POINT(1 2)', 4326), st_geomfromtext('POINT(10 20)', 4326), null, null, null, null, null, st_geomfromtext('GEOMETRYCOLLECTION EMPTY'));
insert into ref.t values (3, null,null,null,null,null,null,null,null);
