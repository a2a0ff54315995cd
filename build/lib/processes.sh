# Ports, and the account that servers run under.
# shellcheck shell=bash

# free_port: prints a port of 127.0.0.1 that nothing listens on, below the range of outgoing connections.
free_port() {
  local port
  for _ in $(seq 200); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
      echo "$port"
      return 0
    fi
  done
  die "No port between 20000 and 32000 is free. End the processes that hold them."
}

# The words before a command that make it run without root's rights, which some servers insist on; empty where we are not root.
# The command replaces them, so that $! is its own process id.
server_user=
as_server_user=()
if [ "$EUID" -eq 0 ]; then
  server_user=postgres
  id "$server_user" > /dev/null 2>&1 || server_user=nobody
fi
use_server_user() {
  [ -n "$server_user" ] || return 0
  # Installing the server may have made its account.
  if id postgres > /dev/null 2>&1; then server_user=postgres; fi
  as_server_user=(setpriv "--reuid=$server_user" "--regid=$(id -g "$server_user")" --init-groups --)
}
use_server_user

# give_to_server_user FOLDER
give_to_server_user() { [ -z "$server_user" ] || chown -R "$server_user:" "$1"; }

# server_folder FOLDER: makes a folder for a server's data and prints it. Where the server's account cannot enter it, as
# below root's own folder, one in /var/tmp takes its place.
server_folder() {
  local folder=$1
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd -P)
  if [ -n "$server_user" ] && ! "${as_server_user[@]}" test -x "$folder" 2> /dev/null; then
    folder=/var/tmp/connectruntime-$(printf '%s' "$folder" | cksum | tr ' ' '-')
    mkdir -p "$folder"
    # Anybody may make a folder there, so one that is not ours is not trusted.
    case $(stat -c %U "$folder") in
      root | "$server_user") ;;
      *) die "$folder belongs to somebody else. Remove it, or move the checkout to where the account $server_user can enter it." ;;
    esac
    [ ! -L "$folder" ] || die "$folder is a link, a folder is required. Remove it."
  fi
  give_to_server_user "$folder"
  echo "$folder"
}
