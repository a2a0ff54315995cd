# MySQL and MariaDB servers for tests: Debian's own MariaDB as it is, and newer servers unpacked into .cache.
# shellcheck shell=bash

# ensure_mariadb: installs the server's programs where they are missing; these packages start no server of the system.
ensure_mariadb() {
  if [ ! -x /usr/sbin/mariadbd ] || [ ! -x /usr/bin/mariadb ]; then ensure_packages mariadb-server-core mariadb-client-core; fi
}

# ensure_mysql97: sets MYSQL_HOME to a MySQL 9.7 or later.
# shellcheck disable=SC2154 # root is set by all.sh
ensure_mysql97() { ensure_unpacked MYSQL_HOME "$root/.cache/mysql97" mysqld mysql-server-core mysql-client-core; }

# ensure_mariadb11: sets MARIADB_HOME to a MariaDB 11.6 or later, which has the login plugin parsec and TLS without configuration.
ensure_mariadb11() { ensure_unpacked MARIADB_HOME "$root/.cache/mariadb11" mariadbd mariadb-server mariadb-client; }

# has_server HOME SERVER: whether a folder holds a distribution, ordinary or unpacked.
has_server() {
  local folder
  for folder in bin usr/sbin root/usr/sbin; do
    if [ -x "$1/$folder/$2" ]; then return 0; fi
  done
  return 1
}

# ensure_unpacked VARIABLE FOLDER SERVER PACKAGE…: sets VARIABLE to the folder that it names already, or to FOLDER, where the packages of
# Debian's unstable and all that they need, their libc too, are unpacked once. Nothing of the system is changed.
ensure_unpacked() {
  local variable=$1 folder=$2 server=$3
  shift 3
  if [ -n "${!variable:-}" ]; then
    has_server "${!variable}" "$server" || die "$variable is ${!variable}, which has no $server. Set it to the folder of a distribution, or unset it."
  else
    has_server "$folder" "$server" || unpack_unstable "$folder" "$variable" "$@"
    export "$variable=$folder"
  fi
}

# unpack_unstable FOLDER VARIABLE PACKAGE…: unpacks packages and what they depend on into FOLDER/root, beside apt's own lists and state.
unpack_unstable() {
  local folder=$1 variable=$2 keyring=/usr/share/keyrings/debian-archive-keyring.gpg mirror work deb
  shift 2
  local advice="Check the network, or set $variable to the folder of a distribution."
  need_apt "$@"
  [ -e "$keyring" ] || ensure_packages debian-archive-keyring
  # shellcheck disable=SC2016 # apt fills it in
  mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Component: main' 'Label: Debian' | sort -u | sed -n 1p)}
  [ -n "$mirror" ] || die "No mirror of Debian is known here. Set DEBIAN_MIRROR to its address, or $variable to the folder of a distribution."
  say "Unpacking $* into $folder"
  work=$folder.new
  rm -rf "$work"
  mkdir -p "$work"/{lists/partial,cache/archives/partial,root}
  : > "$work/status"
  echo "deb [signed-by=$keyring] $mirror sid main" > "$work/sources.list"
  cat > "$work/apt.conf" << TEXT
Dir::Etc::sourcelist "$work/sources.list"; Dir::Etc::sourceparts "-"; Dir::State::Lists "$work/lists";
Dir::State::status "$work/status"; Dir::Cache "$work/cache"; APT::Sandbox::User "root"; Acquire::Check-Valid-Until "false";
TEXT
  (
    export APT_CONFIG=$work/apt.conf
    apt-get -qq -o Acquire::Retries=3 update &&
      apt-get -qq -y -o Acquire::Retries=3 --no-install-recommends --download-only install "$@"
  ) > "$work/log" 2>&1 < /dev/null || die "Cannot fetch $*: $(tail -n 2 "$work/log"). $advice"
  for deb in "$work"/cache/archives/*.deb; do
    dpkg -x "$deb" "$work/root"
  done
  [ -e "$work/root/lib64" ] || ln -s usr/lib64 "$work/root/lib64"
  rm -rf "$work"/{cache,lists,lock,lock-frontend,apt.conf,sources.list,status} "$folder"
  mv "$work" "$folder"
}
