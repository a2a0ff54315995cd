update ref.`weird-table name$` set `a-b` = 'y'; insert into ref.`Ünïcode` values (2); insert into ref.MixedCase values (2, 3); delete from ref.`order`;
