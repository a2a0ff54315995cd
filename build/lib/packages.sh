# Packages of Debian and Ubuntu, installed only when they are missing.
# shellcheck shell=bash

apt_is_fresh=

# may_be_root WHAT: checks that as_root can work, asking for a password where somebody can give it; WHAT is left undone otherwise.
may_be_root() {
  if [ "$EUID" -eq 0 ] || sudo -n true 2> /dev/null; then return 0; fi
  if command -v sudo > /dev/null && (: < /dev/tty) 2> /dev/null && sudo true; then return 0; fi
  die "We are not root and sudo does not let us be. As root, run: $1"
}

# as_root COMMAND…: runs it as root, through sudo where we are not.
as_root() {
  if [ "$EUID" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

# is_installed PACKAGE
is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null)" = installed ]; }

# have_library NAME: whether the loader finds a shared library such as libzstd.so.1.
have_library() { { ldconfig -p 2> /dev/null || /sbin/ldconfig -p; } | grep -F -q "$1 "; }

# apt-get with patience for whoever else holds its locks; what it prints is shown only when it fails.
apt_get() {
  local log tries=18
  log=$(mktemp)
  local command=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 "$@")
  until as_root "${command[@]}" > "$log" 2>&1 < /dev/null; do
    if ! grep -q -i 'could not get lock\|unable to lock' "$log" || ((tries-- <= 0)); then
      tail -n 20 "$log" >&2
      rm -f "$log"
      return 1
    fi
    sleep 10
  done
  rm -f "$log"
}

# need_apt PACKAGE…
need_apt() {
  command -v apt-get > /dev/null ||
    die "This system has no apt-get. Install what the packages $* of Debian hold, then run this again."
}

# ensure_packages PACKAGE…: installs those that are missing.
ensure_packages() {
  local package missing=()
  need_apt "$@"
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  may_be_root "apt-get install -y ${missing[*]}"
  say "Installing ${missing[*]}"
  local advice="Check the network and the sources of apt, or install by hand: apt-get install -y ${missing[*]}"
  if [ -z "$apt_is_fresh" ]; then
    apt_get update || die "Cannot refresh the lists of apt. $advice"
    apt_is_fresh=1
  fi
  apt_get install -y --no-install-recommends "${missing[@]}" || die "Cannot install ${missing[*]}. $advice"
}
