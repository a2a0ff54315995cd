-- The tables of the sample shop.
create table customers (
  customer_id int unsigned not null auto_increment primary key,
  email varchar(80) character set ascii not null unique,
  name varchar(60) not null,
  city varchar(60) character set latin1,
  credit_limit decimal(12, 2),
  vip boolean not null default false,
  born date,
  created_at timestamp not null default current_timestamp
);

create table products (
  sku varchar(20) character set latin1 not null primary key,
  name varchar(100) not null,
  category enum('tools', 'garden', 'kitchen', 'toys') not null,
  labels set('new', 'sale', 'fragile') not null default '',
  price decimal(10, 2) not null,
  weight double,
  attributes json,
  picture varbinary(16)
);

create table orders (
  order_id bigint unsigned not null auto_increment primary key,
  customer_id int unsigned not null,
  placed_at datetime(6) not null,
  delivery_after time(3),
  status enum('new', 'paid', 'sent', 'returned') not null default 'new',
  note text,
  foreign key (customer_id) references customers (customer_id)
);

create table order_items (
  order_id bigint unsigned not null,
  line_number smallint unsigned not null,
  sku varchar(20) character set latin1 not null,
  quantity int not null,
  price decimal(10, 2) not null,
  primary key (order_id, line_number),
  foreign key (order_id) references orders (order_id),
  foreign key (sku) references products (sku)
);
