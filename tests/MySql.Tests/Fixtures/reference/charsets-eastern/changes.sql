insert into ref.t values (101, '日本ｱ','日本①','日本','日本①','汉字','汉字','漢字','한글');
insert into ref.t values (102, 'abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09');
create table ref.s (
  id int not null primary key,
  `sjis` varchar(20) character set sjis,
  `cp932` varchar(20) character set cp932,
  `ujis` varchar(20) character set ujis,
  `eucjpms` varchar(20) character set eucjpms,
  `gbk` varchar(20) character set gbk,
  `gb2312` varchar(20) character set gb2312,
  `big5` varchar(20) character set big5,
  `euckr` varchar(20) character set euckr
) ;
insert into ref.s values (1, '日本ｱ','日本①','日本','日本①','汉字','汉字','漢字','한글');
insert into ref.s values (2, 'abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09','abc 09');
