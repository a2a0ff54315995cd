insert into ref.t values (101, 'ěšč','äöü','աբ','აბ','ěšč','äöü','äöü','åäö');
insert into ref.t values (102, 'abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09');
create table ref.s (
  id int not null primary key,
  `macce` varchar(20) character set macce,
  `macroman` varchar(20) character set macroman,
  `armscii8` varchar(20) character set armscii8,
  `geostd8` varchar(20) character set geostd8,
  `keybcs2` varchar(20) character set keybcs2,
  `hp8` varchar(20) character set hp8,
  `dec8` varchar(20) character set dec8,
  `swe7` varchar(20) character set swe7
) ;
insert into ref.s values (1, 'ěšč','äöü','աբ','აბ','ěšč','äöü','äöü','åäö');
insert into ref.s values (2, 'abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09');
