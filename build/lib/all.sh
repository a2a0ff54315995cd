# Shell library of run.sh and test.sh. Sourced by bash, with the root of the repository as the only argument:
#   source "$root/build/lib/all.sh" "$root"
# It turns on strict mode, reports a failed step in a sentence and undoes at the end what at_exit was told.
# shellcheck shell=bash
set -Eeuo pipefail
root=${1:?the root of the repository}
lib=$root/build/lib
# shellcheck source=messages.sh
source "$lib/messages.sh"
# shellcheck source=cleanup.sh
source "$lib/cleanup.sh"
# shellcheck source=packages.sh
source "$lib/packages.sh"
# shellcheck source=dotnet.sh
source "$lib/dotnet.sh"
# shellcheck source=processes.sh
source "$lib/processes.sh"
# shellcheck source=postgres.sh
source "$lib/postgres.sh"
# shellcheck source=mysql.sh
source "$lib/mysql.sh"
# shellcheck source=mariadb.sh
source "$lib/mariadb.sh"
# shellcheck source=results.sh
source "$lib/results.sh"
