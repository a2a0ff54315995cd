# shellcheck shell=bash
# Compares what the pipeline wrote with its source files, read by PostgreSQL's own CSV reader. Sourced by run.sh.

# demo_sql SQL: runs SQL in the demo's database.
demo_sql() { postgres_sql demo "$1"; }

# load_source TABLE FILE OPTIONS: reads a file into a table of the schema source, over the client, so the server needs no access to it.
load_source() {
  PGPASSWORD=$POSTGRES_PASSWORD "$postgres_bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$POSTGRES_HOST" -p "$POSTGRES_PORT" -U "$POSTGRES_USER" -d demo \
    -c "\\copy source.$1 from pstdin with (format csv, header, $3)" < "$2"
}

# compare_table TABLE EXPECTED: both ways, so that a row lost, doubled or changed shows on one side.
compare_table() {
  local counts
  counts=$(demo_sql "with expected as ($2), actual as (select * from public.$1)
    select (select count(*) from expected), (select count(*) from actual),
      (select count(*) from (select * from expected except all select * from actual) missing),
      (select count(*) from (select * from actual except all select * from expected) extra)")
  IFS='|' read -r expected actual missing extra <<< "$counts"
  if [ "$missing" -ne 0 ] || [ "$extra" -ne 0 ] || [ "$expected" -ne "$actual" ]; then
    differences=$((differences + 1))
    say "$1: DIFFERENT: $expected rows in the file, $actual in PostgreSQL, $missing missing or changed, $extra too many"
  else
    say "$1: equal, $expected rows in the file and in PostgreSQL"
  fi
}

# compare_all FILES: fails if any table differs from its file.
compare_all() {
  differences=0
  demo_sql "set client_min_messages = warning; drop schema if exists source cascade; create schema source;
    create unlogged table source.orders (
      order_id bigint, placed_at timestamptz, customer_id int, product text, quantity int, unit_price numeric, note text);
    create unlogged table source.customers (customer_id int, name text, city text, credit_limit text, since text);
    create unlogged table source.measurements (
      measurement_id bigint, sensor text, taken_at timestamptz, value float8, samples int, battery smallint, status text, site text)"
  load_source orders "$1/orders.csv" "encoding 'UTF8'"
  load_source customers "$1/customers-latin1.csv" "encoding 'LATIN1', delimiter ';'"
  load_source measurements "$1/measurements/measurements.csv" "encoding 'UTF8'"
  compare_table orders "select order_id, placed_at, customer_id, product, quantity, unit_price, note from source.orders"
  compare_table customers "select customer_id, name, city, replace(replace(credit_limit, '.', ''), ',', '.')::numeric,
    to_date(since, 'DD.MM.YYYY') from source.customers"
  compare_table measurements "select * from source.measurements"
  demo_sql "set client_min_messages = warning; drop schema source cascade"
  [ "$differences" -eq 0 ]
}
