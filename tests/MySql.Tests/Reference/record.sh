#!/usr/bin/env bash
# Records the reference anew: what Debezium writes to its topics for the cases of Fixtures/reference.
usage() {
  cat << 'TEXT'
Usage: tests/MySql.Tests/Reference/record.sh [CASE…]
KAFKA_HOME names a distribution of Apache Kafka, DEBEZIUM_HOME a folder with the plugins debezium-connector-mysql (3.6) and
debezium-connector-mariadb (3.5); both need Java 17. Kafka, the worker, a MySQL 9.7 and a MariaDB are started privately and stopped again.
All cases take a quarter of an hour.
TEXT
}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
# shellcheck source=../../../build/lib/all.sh
source "$root/build/lib/all.sh" "$root"
case ${1:-} in -h | --help) usage && exit 0 ;; esac
: "${KAFKA_HOME:?names a distribution of Apache Kafka}" "${DEBEZIUM_HOME:?names a folder with the plugins of Debezium}"
cases=$root/tests/MySql.Tests/Fixtures/reference
work=$(mktemp -d)
at_exit rm -rf "$work"

# await WHAT LOG COMMAND…: waits until a command succeeds.
await() {
  local what=$1 log=$2 tries=200
  shift 2
  until "$@" > /dev/null 2>&1; do
    ((tries-- > 0)) || die "$what did not start: $(tail -n 3 "$log")"
    sleep 0.2
  done
}

# run_in_background NAME COMMAND…
run_in_background() {
  local name=$1
  shift
  "$@" > "$work/$name.log" 2>&1 < /dev/null &
  at_exit stop_pid $!
}

start_kafka() {
  local controller
  kafka_port=$(free_port) controller=$(free_port)
  cat > "$work/kafka.properties" << TEXT
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$kafka_port,CONTROLLER://127.0.0.1:$controller
controller.listener.names=CONTROLLER
log.dirs=$work/kafka
num.partitions=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
TEXT
  "$KAFKA_HOME/bin/kafka-storage.sh" format -t 4L6g3nShT-eMCtK--X86sw -c "$work/kafka.properties" > "$work/format.log" 2>&1
  KAFKA_HEAP_OPTS=-Xmx400m run_in_background kafka "$KAFKA_HOME/bin/kafka-server-start.sh" "$work/kafka.properties"
  await Kafka "$work/kafka.log" grep -q 'Kafka Server started' "$work/kafka.log"
}

start_worker() {
  local side
  worker_port=$(free_port)
  {
    printf '%s\n' "bootstrap.servers=127.0.0.1:$kafka_port" group.id=reference "listeners=http://127.0.0.1:$worker_port" \
      "plugin.path=$DEBEZIUM_HOME" offset.flush.interval.ms=1000
    for side in config offset status; do printf '%s\n' "$side.storage.topic=reference-$side" "$side.storage.replication.factor=1"; done
    for side in key.converter value.converter header.converter; do
      printf '%s\n' "$side=org.apache.kafka.connect.json.JsonConverter" "$side.schemas.enable=true" "$side.replace.null.with.default=false"
    done
  } > "$work/worker.properties"
  KAFKA_HEAP_OPTS=-Xmx900m run_in_background worker "$KAFKA_HOME/bin/connect-distributed.sh" "$work/worker.properties"
  await "The worker" "$work/worker.log" curl -sf "http://127.0.0.1:$worker_port/connectors"
}

# mysql_program NAME: sets the words that run a program of MYSQL_HOME, which is a distribution or has unpacked packages with their own loader.
mysql_program() {
  local home=$MYSQL_HOME/root folder
  if [ -d "$home" ]; then
    folder=usr/bin
    [ "$1" != mysqld ] || folder=usr/sbin
    program=("$home/lib64/ld-linux-x86-64.so.2" --library-path "$home/usr/lib/x86_64-linux-gnu:$home/usr/lib/mysql/private" "$home/$folder/$1")
    places=("--basedir=$home/usr" "--lc-messages-dir=$home/usr/share/mysql" "--plugin-dir=$home/usr/lib/mysql/plugin")
  else
    program=("$MYSQL_HOME/bin/$1") places=()
  fi
}

start_mysql() {
  ensure_mysql97
  mysql_port=$(free_port)
  mysql_program mysqld
  local server=("${program[@]}" --no-defaults "--user=$(id -un)" "--datadir=$work/mysql" "${places[@]}")
  "${server[@]}" --initialize-insecure > "$work/initialize.log" 2>&1
  run_in_background mysql "${server[@]}" "--port=$mysql_port" --bind-address=127.0.0.1 "--socket=$work/m.sock" \
    --mysqlx=OFF --secure-file-priv= --server-id=1 --log-bin=binlog \
    --gtid-mode=ON --enforce-gtid-consistency=ON --binlog-row-metadata=FULL --binlog-rows-query-log-events=ON --innodb-buffer-pool-size=64M
  mysql_program mysql
  mysql_client="${program[*]}"
  await MySQL "$work/mysql.log" "${program[@]}" --no-defaults -uroot -h127.0.0.1 "-P$mysql_port" -e 'select 1'
}

start_reference_mariadb() {
  ensure_mariadb
  mariadb_port=$(free_port)
  mariadb-install-db --no-defaults "--datadir=$work/mariadb" --auth-root-authentication-method=normal --skip-test-db > "$work/install.log" 2>&1
  run_in_background mariadb /usr/sbin/mariadbd --no-defaults "--user=$(id -un)" "--datadir=$work/mariadb" --socket=server.sock "--port=$mariadb_port" \
    --bind-address=127.0.0.1 --server-id=1 --log-bin=binlog --binlog-format=ROW --binlog-row-metadata=FULL --innodb-buffer-pool-size=64M
  await MariaDB "$work/mariadb.log" mariadb --no-defaults -uroot -h127.0.0.1 "-P$mariadb_port" -e "select 1"
}

step "start Kafka, the reference worker, MySQL and MariaDB" "Read the lines above."
ensure_packages python3 python3-confluent-kafka mariadb-server-core mariadb-client-core
start_kafka
start_worker
start_mysql
start_reference_mariadb
step "record" "Read the lines above."
folders=()
for name in "${@:-*}"; do
  for folder in "$cases"/$name/; do folders+=("$folder"); done
done
KAFKA=127.0.0.1:$kafka_port CONNECT=http://127.0.0.1:$worker_port WORKER_LOG=$work/worker.log MYSQL_PORT=$mysql_port MARIADB_PORT=$mariadb_port \
  MYSQL_CLIENT=$mysql_client MARIADB_CLIENT=/usr/bin/mariadb /usr/bin/python3 "${BASH_SOURCE[0]%/*}/record.py" "${folders[@]}"
