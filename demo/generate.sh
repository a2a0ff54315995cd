#!/usr/bin/env bash
# Makes the large sample file: a million measurements, the same on every machine.
#   demo/generate.sh FILE [ROWS]
set -euo pipefail
file=$1 rows=${2:-1000000}
# Written under another name first, so that a file that is there is complete.
LC_ALL=C awk -v rows="$rows" 'BEGIN {
  status[0] = "ok"; status[1] = "late"; status[2] = "\"gap, then ok\""; status[3] = "\"says \"\"hot\"\"\""; status[4] = ""
  print "measurement_id,sensor,taken_at,value,samples,battery,status,site"
  for (i = 1; i <= rows; i++) {
    seed = (seed * 1103515245 + 12345 + i) % 2147483648
    second = i % 60; minute = int(i / 60) % 60; hour = int(i / 3600) % 24; day = 1 + int(i / 86400) % 28
    printf "%d,sensor-%04d,2026-03-%02dT%02d:%02d:%02d.%06dZ,%.4f,%d,%s,%s,site %d\n", i, seed % 5000, day, hour, minute, second, \
      seed % 1000000, (seed % 2000000) / 7919 - 100, seed % 100000, (i % 11 ? i % 101 : ""), status[i % 97 < 5 ? i % 97 : 0], i % 400
  }
}' > "$file.part"
mv "$file.part" "$file"
