# A private MariaDB from the system's programs, with the binary log that change data capture reads.
# shellcheck shell=bash

mariadb_pid=

# start_mariadb FOLDER [PORT]: starts a server whose data stay in FOLDER, and stops it when the script ends.
# Sets MARIADB_HOST, MARIADB_PORT and MARIADB_PASSWORD, which is that of root and of the user connect, who has what a source needs.
start_mariadb() {
  local folder pid tries=300
  ensure_mariadb
  use_server_user
  folder=$(server_folder "$1")
  chmod 700 "$folder"
  if [ ! -s "$folder/password" ]; then
    od -An -N16 -tx1 /dev/urandom | tr -d ' \n' > "$folder/password"
    chmod 600 "$folder/password"
  fi
  MARIADB_HOST=127.0.0.1 MARIADB_PORT=${2:-$(free_port)} MARIADB_PASSWORD=$(cat "$folder/password")
  export MARIADB_HOST MARIADB_PORT MARIADB_PASSWORD
  mariadb_accounts > "$folder/accounts.sql"
  chmod 600 "$folder/accounts.sql"
  give_to_server_user "$folder"
  if [ ! -e "$folder/complete" ]; then
    rm -rf "$folder/data"
    (cd "$folder" && "${as_server_user[@]}" mariadb-install-db --no-defaults --datadir="$folder/data" --skip-test-db \
      --auth-root-authentication-method=normal > "$folder/install.log" 2>&1 < /dev/null) ||
      die "Cannot make the system tables of MariaDB in $folder: $(tail -n 1 "$folder/install.log")"
    touch "$folder/complete"
  fi
  # Left over from a script that was killed.
  pid=$(cat "$folder/server.pid" 2> /dev/null) || true
  if [ -n "$pid" ] && [ "$(readlink -f "/proc/$pid/cwd")" = "$folder/data" ]; then
    say "Stopping the MariaDB that was left running in $folder"
    stop_pid "$pid"
  fi
  # The socket is named from the data folder, because the path of one has at most 107 bytes.
  "${as_server_user[@]}" /usr/sbin/mariadbd --no-defaults --datadir="$folder/data" --pid-file="$folder/server.pid" --socket=server.sock \
    --bind-address=127.0.0.1 --port="$MARIADB_PORT" --skip-name-resolve --init-file="$folder/accounts.sql" --character-set-server=utf8mb4 \
    --server-id=1 --log-bin=binlog --binlog-format=ROW --binlog-row-image=FULL --binlog-row-metadata=FULL --max-binlog-size=64M \
    --binlog-expire-logs-seconds=604800 > "$folder/server.log" 2>&1 < /dev/null &
  mariadb_pid=$!
  at_exit stop_mariadb
  until mariadb_sql mysql "select 1" > /dev/null 2>&1; do
    if ! kill -0 "$mariadb_pid" 2> /dev/null || ((tries-- <= 0)); then
      die "MariaDB did not start; the end of $folder/server.log: $(tail -n 3 "$folder/server.log")"
    fi
    sleep 0.1
  done
  say "MariaDB runs at $MARIADB_HOST:$MARIADB_PORT (process $mariadb_pid)"
}

# stop_mariadb: stops the server of start_mariadb, if it runs.
stop_mariadb() {
  [ -n "$mariadb_pid" ] || return 0
  stop_pid "$mariadb_pid"
  mariadb_pid=
}

# mariadb_accounts: prints the statements that the server runs when it starts, one a line.
mariadb_accounts() {
  cat << TEXT
SET sql_log_bin = 0;
ALTER USER root@localhost IDENTIFIED BY '$MARIADB_PASSWORD';
CREATE OR REPLACE USER root@'127.0.0.1' IDENTIFIED BY '$MARIADB_PASSWORD';
GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;
CREATE OR REPLACE USER connect@'127.0.0.1' IDENTIFIED BY '$MARIADB_PASSWORD';
GRANT SELECT, RELOAD, LOCK TABLES, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO connect@'127.0.0.1';
DROP USER IF EXISTS ''@localhost;
TEXT
}

# mariadb_client DATABASE OPTION…: the server's own client as root, reading statements from standard input.
mariadb_client() {
  local database=$1
  shift
  MYSQL_PWD=$MARIADB_PASSWORD /usr/bin/mariadb --no-defaults --protocol=tcp --host="$MARIADB_HOST" --port="$MARIADB_PORT" --user=root \
    --default-character-set=utf8mb4 "$@" "$database"
}

# mariadb_sql DATABASE SQL: runs SQL and prints rows, a row a line, columns between tabs, NULL as NULL, special characters escaped.
mariadb_sql() { mariadb_client "$1" --skip-column-names --batch <<< "$2"; }
