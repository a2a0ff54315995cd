insert into ref.t values (101, 'x','x','with space','one two',default,default,'1','ä');
insert into ref.t values (102, 'z','x,y,z','quote\'s','three,ünï','p','','3','ß');
insert into ref.t values (103, null,null,null,null,'p',null,null,null);
insert into ref.t values (104, 2,5,'ünï',7,1,1,2,1);
insert into ref.t values (105, 'y','','','','q','q','2','ä');
create table ref.s (
  id int not null primary key,
  a enum('x','y','z'),
  b set('x','y','z'),
  c enum('with space','comma,here','quote\'s','back\\slash','','ünï') ,
  d set('one two','ünï','three'),
  n enum('p','q') not null default 'q',
  o set('p','q') default 'p,q',
  e enum('1','2','3'),
  l enum('ä','ß') character set latin1
) ;
insert into ref.s values (1, 'x','x','with space','one two',default,default,'1','ä');
insert into ref.s values (2, 'z','x,y,z','quote\'s','three,ünï','p','','3','ß');
insert into ref.s values (3, null,null,null,null,'p',null,null,null);
insert into ref.s values (4, 2,5,'ünï',7,1,1,2,1);
insert into ref.s values (5, 'y','','','','q','q','2','ä');
