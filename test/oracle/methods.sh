#!/usr/bin/env bash
# methods.sh [version...]: (re)record methods.txt, the public methods of the DSL with the versions that have them, of all known minors
# methods.sh --check VERSION...: what methods.txt says of these, beside their jars (exit 1 on any difference)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${ORACLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ks-oracle}
check=false; if [ "${1:-}" = --check ]; then check=true; shift; fi
[ $# -gt 0 ] || set -- 2.{0..8}.0 3.{0..9}.0 4.{0..4}.0
pairs=()
for v in "$@"; do
  # The class path that programs are run with, where it is there; declarations need no more than two of its jars.
  lib=$cache/lib-$v
  if [ ! -e "$lib/.done" ]; then
    lib=$cache/methods-$v
    for jar in kafka-streams kafka-clients; do
      [ -e "$lib/$jar-$v.jar" ] || mvn -q -B dependency:copy -Dartifact="org.apache.kafka:$jar:$v" -DoutputDirectory="$lib" >&2
    done
  fi
  pairs+=("$v=$lib")
done
if $check; then exec java "$here/src/Methods.java" --check "$here/methods.txt" "${pairs[@]}"; fi
java "$here/src/Methods.java" "${pairs[@]}" >"$here/methods.new"
mv "$here/methods.new" "$here/methods.txt"
