create database ref default character set utf8mb4;
create table ref.t (
  id int not null primary key,
  `latin1` varchar(20) character set latin1,
  `utf8mb3` varchar(20) character set utf8mb3,
  `utf8mb4` varchar(20) character set utf8mb4,
  `ucs2` varchar(20) character set ucs2,
  `utf16` varchar(20) character set utf16,
  `utf16le` varchar(20) character set utf16le,
  `utf32` varchar(20) character set utf32,
  `ascii` varchar(20) character set ascii,
  `cp1250` varchar(20) character set cp1250,
  `cp1251` varchar(20) character set cp1251,
  `cp1256` varchar(20) character set cp1256,
  `cp1257` varchar(20) character set cp1257,
  `cp850` varchar(20) character set cp850,
  `cp852` varchar(20) character set cp852,
  `cp866` varchar(20) character set cp866,
  `koi8r` varchar(20) character set koi8r,
  `koi8u` varchar(20) character set koi8u,
  `latin2` varchar(20) character set latin2,
  `latin5` varchar(20) character set latin5,
  `latin7` varchar(20) character set latin7,
  `greek` varchar(20) character set greek,
  `hebrew` varchar(20) character set hebrew,
  `tis620` varchar(20) character set tis620
) ;
insert into ref.t values (1, 'äÖ€ß','äö€ 漢字','äö€ 漢字 😀','ä€漢','ä€漢😀','ä€漢😀','ä€漢😀','plain','ěščř€','Привет','مرحبا','ąčę','äöü¢','ěšč','Привет','Привет','Привіт','ěšč','ğış','ąčę','αβγ','שלום','สวัสดี');
insert into ref.t values (2, 'abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09');
