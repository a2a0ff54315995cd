# What has to be undone when a script ends, by whatever way.
# shellcheck shell=bash

exit_commands=()

# at_exit COMMAND ARGUMENT…: runs it when the script ends; the last one told comes first.
at_exit() { exit_commands+=("$(printf '%q ' "$@")"); }

# stop_pid PID [SIGNAL] [SECONDS]: ends a process of our own, kindly, then not; one that is gone is no error.
stop_pid() {
  local pid=$1 signal=${2:-TERM} tries=$((${3:-20} * 20))
  kill -s "$signal" "$pid" 2> /dev/null || return 0
  while kill -0 "$pid" 2> /dev/null; do
    if ((tries-- <= 0)); then
      say "Process $pid does not end and is killed."
      kill -s KILL "$pid" 2> /dev/null || true
      break
    fi
    sleep 0.05
  done
  wait "$pid" 2> /dev/null || true
}

run_exit_commands() {
  local status=$? at
  trap - ERR EXIT
  trap '' INT TERM HUP
  set +e
  for ((at = ${#exit_commands[@]} - 1; at >= 0; at--)); do
    eval "${exit_commands[at]}"
  done
  exit "$status"
}

trap run_exit_commands EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP
