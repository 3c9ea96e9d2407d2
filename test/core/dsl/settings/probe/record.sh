#!/usr/bin/env bash
# record.sh [KAFKA VERSION...]: asks the real library what scenarios.json leads to, into library-<version>.json. Run it after changing scenarios.json.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
oracle=$here/../../../../oracle
[ $# -gt 0 ] || set -- 2.8.2 3.9.1 4.3.0
cache=${ORACLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ks-oracle}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for version; do
  lib=$cache/lib-$version
  if [ ! -e "$lib/.done" ]; then
    mvn -q -B -f "$oracle/pom.xml" -Dkv="$version" dependency:copy-dependencies -DoutputDirectory="$lib" >&2
    touch "$lib/.done"
  fi
  javac -nowarn -Xlint:none -cp "$lib/*" -d "$work" "$here/SettingsProbe.java"
  java -cp "$work:$lib/*" SettingsProbe "$here/../scenarios.json" "$here/../library-$version.json" 2>/dev/null
done
