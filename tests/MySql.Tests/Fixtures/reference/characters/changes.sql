insert into ref.t values (101, 'a  ','a  ','','','','','äö','ß','raw','x',default,default,default);
insert into ref.t values (102, 'äöü€漢字😀','q\'"\\\n\t\0z','tiny','text','medium','long','n','n','','',' lead','null','x');
insert into ref.t values (103, null,null,null,null,null,null,null,null,null,null,'',null,null);
create table ref.s (
  id int not null primary key,
  c char(10),
  v varchar(20),
  tt tinytext,
  tx text,
  mt mediumtext,
  lt longtext,
  nc nchar(5),
  nv nvarchar(5),
  vb varchar(10) character set binary,
  cb char(5) character set latin1 collate latin1_bin,
  d varchar(10) not null default 'abc',
  e varchar(10) default '',
  f char(3) default null
) ;
insert into ref.s values (1, 'a  ','a  ','','','','','äö','ß','raw','x',default,default,default);
insert into ref.s values (2, 'äöü€漢字😀','q\'"\\\n\t\0z','tiny','text','medium','long','n','n','','',' lead','null','x');
insert into ref.s values (3, null,null,null,null,null,null,null,null,null,null,'',null,null);
