update ref.pk_late set b = 20; update ref.pk_late set a = 10; update ref.uniq set c = 'y'; update ref.uniq set a = 5; update ref.uniq_null set a = 2 where a = 1;
update ref.prefix set a = 'abcdexxx'; update ref.chosen set b = 11; update ref.chosen set a = 2; update ref.many set w = 1; delete from ref.many;
alter table ref.grows add unique key (b); insert into ref.grows values (2, 2);
alter table ref.grows modify a int not null, add primary key (a); insert into ref.grows values (3, 3);
alter table ref.grows drop primary key; insert into ref.grows values (4, 4);
alter table ref.grows drop index b; insert into ref.grows values (5, 5);
delete from ref.chosen; delete from ref.uniq_null;
