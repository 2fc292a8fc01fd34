# Sourced by the commands of this folder that run a Java class; builds it first when it is older than its sources.
# shellcheck shell=bash
set -euo pipefail
HOME_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
TARGET="$HOME_DIR/benchmarks/target"

fail() {
  echo "$1" >&2
  exit 1
}

needs_build() {
  [[ -f "$TARGET/built" && -f "$TARGET/runtime.classpath" ]] || return 0
  [[ -n "$(find "$HOME_DIR"/{pom.xml,grid-config,compute-tasks,persistence-store,benchmarks} \
    \( -name target -o -name node_modules \) -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$TARGET/built" -print -quit)" ]]
}

build_if_needed() {
  local log="$1"
  needs_build || return 0
  command -v mvn >/dev/null || fail "mvn was not found; install Maven 3.8.7 or newer"
  echo "building"
  (cd "$HOME_DIR" && mvn -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package) >"$log" 2>&1 ||
    { grep -m 10 ERROR "$log" >&2; fail "the build failed, see $log"; }
  touch "$TARGET/built"
}

# run_benchmark NAME CLASS [ARGUMENT...]: takes this shell's place; what it works with lies in var/benchmarks/NAME.
run_benchmark() {
  local name="$1" class="com.rollingdrop.benchmarks.$2" work="$HOME_DIR/var/benchmarks/$1" java commit
  shift 2
  java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
  command -v "$java" >/dev/null || fail "java was not found; install a JDK 17 or set JAVA_HOME"
  mkdir -p "$work" "$TARGET"
  build_if_needed "$work/build.log"
  # Settings of a system that is up are none of ours.
  unset ROLLINGDROP_CONFIG
  commit="$(git -C "$HOME_DIR" describe --always --dirty 2>/dev/null || echo unknown)"
  export IGNITE_WORK_DIR="$work/ignite"
  exec "$java" "@$HOME_DIR/grid-config/ignite.jvmargs" -Xms512m -Xmx2g -XX:+UseSerialGC \
    -Drollingdrop.home="$HOME_DIR" -Drollingdrop.work="$work" -Drollingdrop.commit="$commit" \
    -Dlogback.configurationFile=logback-file.xml -Drollingdrop.log="$work/$name.log" \
    -cp "$TARGET/classes:$(<"$TARGET/runtime.classpath")" "$class" "$@"
}
