# What became of the tests, read from the trx files that `dotnet test` writes.
# shellcheck shell=bash

passed=0 failed=0 skipped=0

# read_trx FILE: prints a line for each test: outcome, name and message, separated by tabs; ␤ stands for a line's end within them.
read_trx() {
  awk -v RS='<UnitTestResult ' '
    function plain(text) {
      gsub(/[\t\r]/, " ", text); gsub(/\n/, "␤", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text)
      gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    NR > 1 {
      sub(/<\/Results>.*/, "")
      head = substr($0, 1, index($0, ">"))
      name = head; sub(/.*testName="/, "", name); sub(/".*/, "", name)
      outcome = head; sub(/.* outcome="/, "", outcome); sub(/".*/, "", outcome)
      message = ""
      if (match($0, /<Message>/)) { message = substr($0, RSTART + 9); sub(/<\/Message>.*/, "", message) }
      print outcome "\t" substr(plain(name), 1, 400) "\t" substr(plain(message), 1, 6000)
    }' "$1"
}

# count_results PROJECT TRX STATUS SKIPPED_FILE FAILED_FILE: adds to the sums; a run that broke off counts as a failure of its own.
count_results() {
  local project=$1 trx=$2 status=$3 outcome name message ran=0 broken=0
  if [ -e "$trx" ]; then
    while IFS=$'\t' read -r outcome name message; do
      ran=$((ran + 1))
      case $outcome in
        Passed) passed=$((passed + 1)) ;;
        NotExecuted) skipped=$((skipped + 1)) && printf '%s: %s\n' "$name" "${message//␤/ }" >> "$4" ;;
        *) failed=$((failed + 1)) broken=1 && printf '%s:␤%s\n' "$name" "$message" | sed 's/␤/\n   /g' >> "$5" ;;
      esac
    done < <(read_trx "$trx")
  fi
  if [ "$status" -ne 0 ] && [ "$broken" -eq 0 ]; then
    failed=$((failed + 1))
    printf '%s: the run ended with %s after %s tests. The end of its output:\n' "$project" "$status" "$ran" >> "$5"
    tail -n 40 "${trx%.trx}.log" 2> /dev/null | sed 's/^/   /' >> "$5" || true
  fi
  [ "$ran" -gt 0 ] || say "$project ran no tests"
}

# print_summary: the last line of a run, which other programs read.
print_summary() { printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"; }
