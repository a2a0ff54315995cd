#!/usr/bin/env bash
# Runs the main job on this machine: sample files and a MariaDB through topics into PostgreSQL, with live progress.
usage() {
  cat << 'TEXT'
Usage: ./run.sh [--once] [--port PORT]
  --once       end once everything has arrived and was compared with its source; exit code 0 if it is equal
  --port PORT  port of the REST API (8083)
Installs PostgreSQL and MariaDB where they are missing, builds, starts a private server of each, and carries into PostgreSQL, as Avro
records through embedded topics: three kinds of files (orders with nested quotes and line breaks, a latin-1 export, a million
measurements), and a shop of four tables in MariaDB, first as it is, then as it changes: rows are inserted, updated and deleted meanwhile,
and two tables get another column. Then it compares files and tables with what has arrived, and goes on: every second an order
is appended to its file, and something happens in the shop. Data stay in .data/demo; remove that folder to begin anew. Ctrl-C stops everything.
TEXT
}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/lib/all.sh
source "$root/build/lib/all.sh" "$root"
# shellcheck source=demo/compare.sh
source "$root/demo/compare.sh"
# shellcheck source=demo/shop/changes.sh
source "$root/demo/shop/changes.sh"
# shellcheck source=demo/shop/compare.sh
source "$root/demo/shop/compare.sh"

once='' port=8083
while [ $# -gt 0 ]; do
  case $1 in
    --once) once=1 ;;
    --port) port=${2:?--port needs a number} && shift ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && die "There is no option $1." ;;
  esac
  shift
done
cd "$root"
demo=$root/.data/demo
export DEMO_FILES=$demo/files

build() {
  step "build" "Correct the errors above."
  dotnet build ConnectRuntime.sln -c Release -v quiet -nologo --tl:off < /dev/null
}

make_files() {
  step "make the sample files in ${DEMO_FILES#"$root"/}" "Free some disk space, or remove .data/demo and run this again."
  mkdir -p "$DEMO_FILES/measurements"
  for file in orders.csv customers-latin1.csv; do
    [ -e "$DEMO_FILES/$file" ] || cp "demo/files/$file" "$DEMO_FILES/$file.part"
    [ ! -e "$DEMO_FILES/$file.part" ] || mv "$DEMO_FILES/$file.part" "$DEMO_FILES/$file"
  done
  [ -e "$DEMO_FILES/measurements/measurements.csv" ] || demo/generate.sh "$DEMO_FILES/measurements/measurements.csv"
}

start_target() {
  step "start a private PostgreSQL" "Read the lines above."
  start_postgres "$demo/postgres"
  [ "$(postgres_sql postgres "select count(*) from pg_database where datname = 'demo'")" = 1 ] || postgres_sql postgres "create database demo"
  export DEMO_POSTGRES_URL="jdbc:postgresql://$POSTGRES_HOST:$POSTGRES_PORT/demo" DEMO_POSTGRES_PASSWORD=$POSTGRES_PASSWORD
}

start_shop() {
  step "start a private MariaDB with the shop" "Read the lines above."
  start_mariadb "$demo/mariadb"
  export DEMO_MARIADB_HOST=$MARIADB_HOST DEMO_MARIADB_PORT=$MARIADB_PORT DEMO_MARIADB_PASSWORD=$MARIADB_PASSWORD
  if [ ! -e "$demo/shop.complete" ]; then
    say "Filling the shop"
    mariadb_sql mysql "drop database if exists shop; create database shop"
    cat demo/shop/tables.sql demo/shop/rows.sql | mariadb_client shop
    touch "$demo/shop.complete"
  fi
  postgres_sql demo "set client_min_messages = warning; create schema if not exists shop"
}

# append_orders COUNT: an order a second, so that one sees rows arrive; a record is written in one piece.
append_orders() {
  local last
  last=$(($(tail -n 1 "$DEMO_FILES/orders.csv" | cut -d, -f1)))
  for ((i = 1; i <= $1; i++)); do
    printf '%d,%s,%d,"Bolt ""M%d""",%d,%d.%02d,"appended, while running"\n' $((last + i)) "$(date -u +'%Y-%m-%d %H:%M:%S.%6N')" $((RANDOM % 120 + 1)) \
      $((RANDOM % 9 + 1)) $((RANDOM % 40 + 1)) $((RANDOM % 999)) $((RANDOM % 100)) >> "$DEMO_FILES/orders.csv"
    sleep 1
  done
}

connect() { "$root/src/Host/bin/Release/net10.0/connect" "$@"; }

# carry_over OPTION…: a worker in the foreground, so that Ctrl-C reaches it.
carry_over() {
  connect run --config config/worker.json --set "listeners=http://127.0.0.1:$port" --set "plugin.path=$root/artifacts/plugins/Release" \
    --set "data.dir=$demo/log" "$@"
}

run() {
  step "carry over what is there" "Read the lines above; ./run.sh goes on where it stopped."
  append_orders 2
  change_shop 400 0.02 &
  local shop=$!
  at_exit stop_pid "$shop"
  carry_over --once --once-timeout 600
  wait "$shop"
  step "carry over what has changed meanwhile" "Read the lines above; ./run.sh goes on where it stopped."
  carry_over --once --once-timeout 600
  step "compare the files and the shop with PostgreSQL" "Look at the tables named above: a difference is a defect."
  local different=''
  compare_all "$DEMO_FILES" || different="the files hold"
  compare_shop "$demo/compared" || different=${different:+$different and what }"MariaDB holds"
  [ -z "$different" ] || die "PostgreSQL does not hold what $different, see above."
  say "Everything has arrived and is equal."
  [ -z "$once" ] || return 0
  step "go on, with an order in the file and a change in the shop every second" "Read the lines above; ./run.sh goes on where it stopped."
  append_orders 86400 &
  at_exit stop_pid $!
  change_shop 86400 1 &
  at_exit stop_pid $!
  say "REST listens at http://127.0.0.1:$port, for example: curl http://127.0.0.1:$port/connectors?expand=status"
  say "PostgreSQL: PGPASSWORD=$POSTGRES_PASSWORD psql -h $POSTGRES_HOST -p $POSTGRES_PORT -U $POSTGRES_USER demo"
  say "MariaDB: MYSQL_PWD=$MARIADB_PASSWORD mariadb --protocol=tcp -h $MARIADB_HOST -P $MARIADB_PORT -u root shop"
  say "Ctrl-C stops everything."
  carry_over
}

ensure_dotnet
build
make_files
start_target
start_shop
run
