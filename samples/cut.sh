#!/usr/bin/env bash
# Cuts the two files of this folder from the whole data set, the same bytes each time.
# Usage: samples/cut.sh online_retail_lines.csv.gz online_retail_skus.csv.gz
set -euo pipefail
lines=$1 skus=$2 from=2010-12-01 to=2010-12-23
cd "$(dirname "$0")"

# Invoices are in time order and none crosses midnight, so whole days are whole invoices.
zcat "$lines" | awk -F, -v from="$from" -v to="$to" '
    NR == 1 { print; next }
    { day = substr($4, 1, 10) }
    day >= from && day <= to' | gzip -9n > online_retail_2010-12.csv.gz

# The names of the products that the slice sells; the description may be quoted.
zcat "$skus" | sed -E 's/^([^,]*),("([^"]|"")*"|[^,]*),.*/\1,\2/' | awk -F, '
    NR == FNR { sold[$2] = 1; next }
    FNR == 1 { print "sku,name"; next }
    $1 in sold' <(zcat online_retail_2010-12.csv.gz) - | gzip -9n > product_names_2010-12.csv.gz
