# A private PostgreSQL from Debian's programs.
# shellcheck shell=bash

postgres_pid=
postgres_bin=

# find_postgres: sets postgres_bin to the folder of the newest server programs; fails where there are none.
find_postgres() {
  local initdb
  initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1) || true
  [ -n "$initdb" ] || initdb=$(command -v initdb) || return 1
  postgres_bin=$(dirname "$(readlink -f "$initdb")")
  [ -x "$postgres_bin/postgres" ] && [ -x "$postgres_bin/psql" ]
}

# ensure_postgres: installs the server programs where they are missing, without the cluster that Debian's package starts.
ensure_postgres() {
  local conf=/etc/postgresql-common/createcluster.d/connectruntime.conf
  if ! find_postgres; then
    need_apt postgresql
    may_be_root "apt-get install -y postgresql"
    at_exit as_root rm -f "$conf"
    as_root sh -c "mkdir -p '${conf%/*}' && echo 'create_main_cluster = false' > '$conf'"
    ensure_packages postgresql
    as_root rm -f "$conf"
    find_postgres || die "The package postgresql is installed, but /usr/lib/postgresql/*/bin has no server. Reinstall it."
  fi
  use_server_user
}

# start_postgres FOLDER [PORT]: starts a server whose data stay in FOLDER, and stops it when the script ends.
# Sets POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER and POSTGRES_PASSWORD. One FOLDER serves one server at a time.
start_postgres() {
  local folder pid tries=600
  ensure_postgres
  folder=$(server_folder "$1")
  chmod 700 "$folder"
  if [ ! -s "$folder/password" ]; then
    od -An -N16 -tx1 /dev/urandom | tr -d ' \n' > "$folder/password"
    chmod 600 "$folder/password"
    give_to_server_user "$folder/password"
  fi
  POSTGRES_HOST=127.0.0.1 POSTGRES_PORT=${2:-$(free_port)} POSTGRES_USER=postgres POSTGRES_PASSWORD=$(cat "$folder/password")
  export POSTGRES_HOST POSTGRES_PORT POSTGRES_USER POSTGRES_PASSWORD
  if [ ! -e "$folder/data/PG_VERSION" ]; then
    # An initdb that was cut off leaves a folder that it would refuse.
    rm -rf "$folder/data"
    (cd "$folder" && "${as_server_user[@]}" "$postgres_bin/initdb" -D "$folder/data" -U postgres -E UTF8 --locale=C \
      --auth-local=trust --auth-host=scram-sha-256 "--pwfile=$folder/password" > "$folder/initdb.log" 2>&1) ||
      die "Cannot make a PostgreSQL cluster in $folder: $(tail -n 1 "$folder/initdb.log")"
  fi
  # Left over from a script that was killed.
  pid=$(head -n 1 "$folder/data/postmaster.pid" 2> /dev/null) || true
  if [ -n "$pid" ] && [ "$(readlink -f "/proc/$pid/cwd")" = "$folder/data" ]; then
    say "Stopping the PostgreSQL that was left running in $folder"
    stop_pid "$pid" INT
  fi
  "${as_server_user[@]}" "$postgres_bin/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c "port=$POSTGRES_PORT" \
    -c unix_socket_directories= -c logging_collector=off > "$folder/server.log" 2>&1 < /dev/null &
  postgres_pid=$!
  at_exit stop_postgres
  until [ "$(sed -n 8p "$folder/data/postmaster.pid" 2> /dev/null | tr -d ' ')" = ready ] &&
    [ "$(head -n 1 "$folder/data/postmaster.pid")" = "$postgres_pid" ]; do
    if ! kill -0 "$postgres_pid" 2> /dev/null || ((tries-- <= 0)); then
      die "PostgreSQL did not start; the end of $folder/server.log: $(tail -n 3 "$folder/server.log")"
    fi
    sleep 0.1
  done
  say "PostgreSQL runs at $POSTGRES_HOST:$POSTGRES_PORT (process $postgres_pid)"
}

# stop_postgres: stops the server of start_postgres, if it runs.
stop_postgres() {
  [ -n "$postgres_pid" ] || return 0
  stop_pid "$postgres_pid" INT
  postgres_pid=
}

# postgres_sql DATABASE SQL: runs SQL and prints rows, a row a line, columns between bars.
postgres_sql() {
  PGPASSWORD=$POSTGRES_PASSWORD "$postgres_bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$POSTGRES_HOST" -p "$POSTGRES_PORT" \
    -U "$POSTGRES_USER" -d "$1" -c "$2"
}
