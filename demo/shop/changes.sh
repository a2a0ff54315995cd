# shellcheck shell=bash
# What happens in the sample shop while the pipeline runs. Sourced by run.sh.

# shop_changes COUNT PAUSE: prints COUNT transactions with a pause of PAUSE seconds after each; half-way two tables get another column.
shop_changes() {
  local step line lines
  echo "set @@session.sql_mode = 'STRICT_ALL_TABLES';"
  for ((step = 1; step <= $1; step++)); do
    echo "begin;"
    echo "insert into orders (customer_id, placed_at, note) select customer_id, now(6), 'order of step $step' from customers order by rand() limit 1;"
    echo "set @order = last_insert_id();"
    lines=$((1 + RANDOM % 4))
    for ((line = 1; line <= lines; line++)); do
      echo "insert into order_items select @order, $line, sku, $((1 + RANDOM % 9)), price from products where sku = 'P-$(printf %05d $((1 + RANDOM % 2000)))';"
    done
    ((step % 2)) || echo "update orders set status = status + 1, delivery_after = '10:00:00' where order_id = @order - 10 and status < 4;"
    ((step % 5)) || echo "delete from order_items where order_id = @order - 20; delete from orders where order_id = @order - 20;"
    ((step % 7)) || echo "update order_items set line_number = line_number + 100 where order_id = @order - 1;"
    ((step % 11)) || echo "insert into customers (email, name, city) values (concat('new', @order, '@example.org'), 'Zoë \"$step\"', 'Málaga')," \
      "(concat('other', @order, '@example.org'), 'B', null) on duplicate key update name = 'C';"
    ((step % 13)) || echo "update products set price = price * 1.01, attributes = json_set(ifnull(attributes, '{}'), '\$.step', $step)" \
      "where category = $((1 + RANDOM % 4)) and sku like '%$((RANDOM % 10))';"
    if ((step % 17)); then echo "commit;"; else echo "rollback;"; fi
    if ((step == ($1 + 1) / 2)); then
      echo "alter table orders add column if not exists channel varchar(20) not null default 'web' after status;"
      echo "alter table customers add column if not exists points int, add column if not exists tier enum('gold', 'silver');"
      echo "update customers set points = customer_id * 10, tier = 1 + customer_id % 2 where customer_id % 100 = 0;"
      echo "insert into orders (customer_id, placed_at, channel) values (1, now(6), 'phone');"
    fi
    sleep "$2"
  done
}

# change_shop COUNT PAUSE: makes the changes.
change_shop() { shop_changes "$@" | mariadb_client shop > /dev/null; }
