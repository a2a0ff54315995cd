insert into ref.t values (101, st_geomfromtext('POINT(10 20)', 4326), st_geomfromtext('POINT(1 2)'));
create table ref.s (
  id int not null primary key,
  p point not null srid 4326,
  g geometry not null srid 0
) ;
insert into ref.s values (1, st_geomfromtext('POINT(10 20)', 4326), st_geomfromtext('POINT(1 2)'));
