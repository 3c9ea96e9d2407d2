#!/usr/bin/env bash
# golden.sh VERSION DIR: put the recorded answers of a version into DIR. 4.4.0 has what differs from 4.3.0, and nothing else.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); mkdir -p "$2"
if [ "$1" = 4.4.0 ]; then
  cp -R "$here/golden/4.3.0/." "$2"
  find "$2" -name '*.json' -exec sed -i.old 's/^ "kafka": "4\.3\.0"/ "kafka": "4.4.0"/' {} +
  find "$2" -name '*.json.old' -delete
fi
if [ -d "$here/golden/$1" ]; then cp -R "$here/golden/$1/." "$2"; fi
