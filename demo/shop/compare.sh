# shellcheck shell=bash
# Compares the tables of the shop in MariaDB with those that the pipeline wrote to PostgreSQL: both as sorted text. Sourced by run.sh.

# shop_columns TABLE: prints name and type of the source's columns, a column a line.
shop_columns() {
  mariadb_sql shop "select column_name, data_type from information_schema.columns
    where table_schema = 'shop' and table_name = '$1' order by ordinal_position"
}

# shop_expressions TABLE SIDE: prints what to select, so that both sides write a value alike: a null is -, anything else begins with =.
shop_expressions() {
  local name type expression all=''
  while IFS=$'\t' read -r name type; do
    case $2/$type in
      source/datetime | source/timestamp) expression="date_format($name, '%Y-%m-%d %H:%i:%s.%f')" ;;
      source/time) expression="time_format($name, '%H:%i:%s.%f')" ;;
      source/*binary | source/*blob) expression="lower(hex($name))" ;;
      target/datetime) expression="to_char($name, 'YYYY-MM-DD HH24:MI:SS.US')" ;;
      target/timestamp) expression="to_char($name at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')" ;;
      target/time) expression="to_char($name, 'HH24:MI:SS.US')" ;;
      target/*binary | target/*blob) expression="encode($name, 'hex')" ;;
      target/tinyint) expression="$name::int::text" ;;
      target/*) expression="$name::text" ;;
      *) expression=$name ;;
    esac
    if [ "$2" = source ]; then expression="ifnull(concat('=', $expression), '-')"; else expression="coalesce('=' || $expression, '-')"; fi
    all+=${all:+, }$expression
  done < <(shop_columns "$1")
  printf '%s' "$all"
}

# export_shop TABLE FOLDER: writes both sides as text, sorted by bytes.
export_shop() {
  mariadb_sql shop "set time_zone = '+00:00'; select $(shop_expressions "$1" source) from $1" | LC_ALL=C sort > "$2/$1.source"
  postgres_sql demo "copy (select $(shop_expressions "$1" target) from shop.$1) to stdout" | LC_ALL=C sort > "$2/$1.target"
}

# compare_shop FOLDER: fails if any table differs.
compare_shop() {
  local table different=0 rows
  mkdir -p "$1"
  for table in customers products orders order_items; do
    export_shop "$table" "$1"
    rows=$(wc -l < "$1/$table.source")
    if [ "$rows" -gt 0 ] && cmp -s "$1/$table.source" "$1/$table.target"; then
      say "shop.$table: equal, $rows rows in MariaDB and in PostgreSQL"
    else
      different=1
      say "shop.$table: DIFFERENT: $rows rows in MariaDB, $(wc -l < "$1/$table.target") in PostgreSQL; the first differences (< MariaDB, > PostgreSQL):"
      diff "$1/$table.source" "$1/$table.target" | head -n 6 || true
    fi
  done
  [ "$different" -eq 0 ]
}
