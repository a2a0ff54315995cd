insert into ref.person values (4, 'Émile 😀 long', 'e@example.org', 'ünïcode', 'FR34', 'nöte', 1, 'zzzzzzzz');
update ref.person set age = 43 where id = 1;
update ref.person set secret = 'other' where id = 1;
update ref.person set name = name where id = 1;
update ref.other set name = 'xx'; insert into ref.skipped values (2); insert into ref2.person values (2, 'z');
delete from ref.person where id = 2;
