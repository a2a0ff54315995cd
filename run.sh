#!/usr/bin/env bash
# Runs the main job on this machine: sample files through topics into PostgreSQL, with live progress.
usage() {
  cat << 'TEXT'
Usage: ./run.sh [--once] [--port PORT]
  --once       end once everything has arrived and was compared with its source; exit code 0 if it is equal
  --port PORT  port of the REST API (8083)
Installs PostgreSQL where it is missing, builds, starts a private PostgreSQL, and carries three kinds of files (orders with nested
quotes and line breaks, a latin-1 export, a million measurements) as Avro records through embedded topics into it. Then it compares
files and tables, and goes on: an order is appended to its file every second. Data stay in .data/demo; remove that folder to begin
anew. Ctrl-C stops everything.
TEXT
}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/lib/all.sh
source "$root/build/lib/all.sh" "$root"
# shellcheck source=demo/compare.sh
source "$root/demo/compare.sh"

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
  carry_over --once --once-timeout 600
  step "compare the files with PostgreSQL" "Look at the tables named above: a difference is a defect."
  compare_all "$DEMO_FILES" || die "PostgreSQL does not hold what the files hold, see above."
  say "Everything has arrived and is equal."
  [ -z "$once" ] || return 0
  step "go on, with an order a second" "Read the lines above; ./run.sh goes on where it stopped."
  append_orders 86400 &
  at_exit stop_pid $!
  say "REST listens at http://127.0.0.1:$port, for example: curl http://127.0.0.1:$port/connectors?expand=status"
  say "PostgreSQL: PGPASSWORD=$POSTGRES_PASSWORD psql -h $POSTGRES_HOST -p $POSTGRES_PORT -U $POSTGRES_USER demo"
  say "Ctrl-C stops everything."
  carry_over
}

ensure_dotnet
build
make_files
start_target
run
