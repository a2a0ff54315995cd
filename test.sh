#!/usr/bin/env bash
# Installs what the tests need, builds once, runs the tests and prints how they ended.
usage() {
  cat << 'TEXT'
Usage: ./test.sh [--long] [WORD…]
  --long   every seed of the long tests, instead of a few; hours instead of minutes
  WORD     a test project such as Jdbc or Jdbc.Tests; any other word chooses the tests whose full name contains it
KAFKA_HOME, HADOOP_HOME and S3PROXY_HOME name distributions for the tests that need one; without them those tests are skipped.
MYSQL_HOME (9.7 or later) and MARIADB_HOME (11.6 or later) do the same; without them such servers are unpacked into .cache.
UPDATE_GENERATED=1 writes the generated files anew. The last line is "N passed, N failed, N skipped".
TEXT
}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/lib/all.sh
source "$root/build/lib/all.sh" "$root"

words=()
for word in "$@"; do
  case $word in
    --long) export CONNECTRUNTIME_LONG=1 ;;
    -h | --help) usage && exit 0 ;;
    -*) usage >&2 && die "There is no option $word." ;;
    *) words+=("$word") ;;
  esac
done
at_exit print_summary
cd "$root"

# choose_tests: sets the projects to run, all of them without a word that names one, and the filter within them.
choose_tests() {
  local all=("$root"/tests/*.Tests/*.csproj) project folder name word found
  projects=() filter=
  for word in "${words[@]}"; do
    found=
    for project in "${all[@]}"; do
      folder=$(basename "$(dirname "$project")") name=$(basename "$project" .csproj)
      case ${word,,} in
        "${folder,,}" | "${name,,}") found=1 && projects+=("$project") ;;
        *) if [ "${word,,}.tests" = "${folder,,}" ]; then found=1 && projects+=("$project"); fi ;;
      esac
    done
    [ -n "$found" ] || filter+=${filter:+|}FullyQualifiedName~$word
  done
  if [ "${#projects[@]}" -gt 0 ]; then
    builds=("${projects[@]}")
  else
    projects=("${all[@]}") builds=("$root/ConnectRuntime.sln")
  fi
}

# check_home VARIABLE WHAT: says whether a distribution is there for the tests; one that is named must exist.
check_home() {
  local home=${!1:-}
  if [ -z "$home" ]; then
    say "$1 is not set: tests against $2 are skipped. Set it to the folder of a distribution to run them."
  elif [ -d "$home" ]; then
    say "$2 is in $home"
    needs_java=1
  else
    die "$1 is $home, which is not a folder. Set it to the folder of a distribution, or unset it."
  fi
}

install_needs() {
  step "look for what the tests need" "Install what is named above by hand, then run this again."
  ensure_dotnet
  ensure_postgres
  say "PostgreSQL is in $postgres_bin"
  ensure_mariadb
  ensure_mysql97
  ensure_mariadb11
  say "MariaDB is in /usr/sbin and $MARIADB_HOME, MySQL in $MYSQL_HOME"
  have_library libzstd.so.1 || ensure_packages libzstd1
  # Independent readers and writers that expected values come from.
  ensure_packages python3 python3-avro zstd
  needs_java=
  check_home KAFKA_HOME "Apache Kafka"
  check_home HADOOP_HOME "Apache Hadoop"
  check_home S3PROXY_HOME "S3Proxy"
  if [ -n "$needs_java" ] && ! command -v java > /dev/null && [ ! -x "${JAVA_HOME:-}/bin/java" ]; then
    ensure_packages default-jre-headless
  fi
  # Everything that can be installed is there, so a test that misses some of it fails instead of being skipped.
  export CONNECTRUNTIME_NO_SKIP=1
}

# A Debug build, because there a batch that was given back is overwritten, and who still reads it is found out.
build() {
  local project
  step "build" "Correct the errors above."
  for project in "${builds[@]}"; do
    dotnet build "$project" -c Debug -v quiet -nologo --tl:off < /dev/null
  done
}

run_tests() {
  local project name log status limit=20m arguments
  step "run the tests" "Read the lines above; the output of every project is in $results."
  [ -z "${CONNECTRUNTIME_LONG:-}" ] || limit=6h
  for project in "${projects[@]}"; do
    name=$(basename "$project" .csproj) log=$results/$name.log status=0
    arguments=(--no-build -c Debug -v quiet --nologo --results-directory "$results" --logger "trx;LogFileName=$name.trx"
      --blame-hang --blame-hang-timeout "$limit" --blame-hang-dump-type none)
    [ -z "$filter" ] || arguments+=(--filter "$filter")
    say "$name"
    dotnet test "$project" "${arguments[@]}" > "$log" 2>&1 < /dev/null || status=$?
    count_results "$name" "$results/$name.trx" "$status" "$results/skipped" "$results/failed"
  done
}

report() {
  if [ -s "$results/skipped" ]; then
    say "Skipped, each with its reason:"
    sed 's/^/   /' "$results/skipped"
  fi
  if [ -s "$results/failed" ]; then
    say "Failed:"
    sed 's/^/   /' "$results/failed"
  fi
  say "Results are in $results, after $((SECONDS / 60)) min $((SECONDS % 60)) s"
  [ "$failed" -eq 0 ] || exit 1
  [ "$((passed + failed))" -gt 0 ] || die "No test ran. Give a word that occurs in the name of a test, or the name of a test project."
}

choose_tests
install_needs
build
results=$root/.cache/test-results/$(date +%Y%m%d-%H%M%S)-$$
mkdir -p "$results"
run_tests
report
