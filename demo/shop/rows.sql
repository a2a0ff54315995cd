-- 342,000 rows, the same on every machine.
set time_zone = '+00:00';

insert into customers (email, name, city, credit_limit, vip, born, created_at)
select concat('customer', seq, '@example.org'),
  concat(elt(1 + seq % 6, 'Anna', 'Jürgen', 'Chloé', 'Δημήτρης', '李', 'O''Neil'), ' ', elt(1 + seq % 5, 'Müller', 'Smith', 'Nowak', '王', 'Back\\slash')),
  elt(1 + seq % 5, 'Köln', 'Zürich', 'Málaga', null, 'Tab\tTown'), if(seq % 9 = 0, null, seq * 7 % 100000 / 4), seq % 50 = 0,
  if(seq % 8 = 0, null, date_add('1950-01-01', interval seq * 13 % 20000 day)), date_add('2020-01-01', interval seq * 61 minute)
from seq_1_to_20000;

insert into products (sku, name, category, labels, price, weight, attributes, picture)
select concat('P-', lpad(seq, 5, '0')), concat('Product "', seq, '" — ½ price'), 1 + seq % 4, seq % 8, seq * 37 % 50000 / 100, if(seq % 7 = 0, null, seq / 8),
  if(seq % 6 = 0, null, json_object('size', seq % 40, 'color', elt(1 + seq % 3, 'red', 'blue', 'grün'))), if(seq % 3 = 0, null, unhex(md5(seq)))
from seq_1_to_2000;

insert into orders (customer_id, placed_at, delivery_after, status, note)
select 1 + seq * 7919 % 20000, date_add('2024-01-01', interval seq * 123456789 microsecond), if(seq % 4 = 0, null, sec_to_time(seq % 86400 + 0.125)), 1 + seq % 4,
  elt(1 + seq % 7, null, '', 'leave at the door', 'ring twice\nplease', 'ünïcode ☂', 'NULL', '"quoted", and; more')
from seq_1_to_80000;

insert into order_items (order_id, line_number, sku, quantity, price)
select 1 + seq div 3, 1 + seq % 3, concat('P-', lpad(1 + seq * 31 % 2000, 5, '0')), 1 + seq % 9, seq * 11 % 30000 / 100
from seq_0_to_239999;
