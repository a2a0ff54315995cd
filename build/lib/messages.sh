# What the scripts say, and how they fail: with the step, what happened, and what to do.
# shellcheck shell=bash

# The exit status of a failure that has been reported already.
reported=70
step_name=
step_advice=

# say TEXT…: tells what is going on.
say() { printf -- '-- %s\n' "$*"; }

# step NAME ADVICE: what follows belongs to NAME; if it fails, ADVICE says what to do.
step() {
  step_name=$1 step_advice=$2
  say "$1"
}

# die TEXT…: fails with a sentence that says what to do.
die() {
  printf 'error: %s\n' "$*" >&2
  exit "$reported"
}

# Called for any command that fails unexpectedly; inside $(…) the caller reports.
on_error() {
  local status=$1 line=$2 command=$3
  if [ "$BASH_SUBSHELL" -eq 0 ] && [ "$status" -ne "$reported" ]; then
    printf 'error: Cannot %s: "%s" ended with %s (%s line %s). %s\n' "${step_name:-go on}" "$command" "$status" \
      "${BASH_SOURCE[1]##*/}" "$line" "${step_advice:-Read the lines above.}" >&2
  fi
  exit "$status"
}

trap 'on_error $? $LINENO "$BASH_COMMAND"' ERR
