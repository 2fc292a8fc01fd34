# Sourced by the scripts of this folder: finds the tools, builds what is out of date, runs one command.
# shellcheck shell=bash
set -euo pipefail

HOME_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
if [[ -z "${ROLLINGDROP_CONFIG:-}" && -f "$HOME_DIR/rollingdrop.properties" ]]; then
  export ROLLINGDROP_CONFIG="$HOME_DIR/rollingdrop.properties"
fi
export ROLLINGDROP_DATA_DIR="${ROLLINGDROP_DATA_DIR:-$HOME_DIR/var}"

fail() {
  echo "$1" >&2
  exit 1
}

find_java() {
  if [[ -n "${JAVA_HOME:-}" && -x "$JAVA_HOME/bin/java" ]]; then
    JAVA="$JAVA_HOME/bin/java"
  elif ! JAVA="$(command -v java)"; then
    fail "java was not found; install a JDK 17 or set JAVA_HOME"
  fi
  local version
  version="$("$JAVA" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')"
  [[ "$version" == 17 ]] || fail "JDK 17 is needed, but $JAVA is version ${version:-unknown}; set JAVA_HOME"
}

# Whether a source file is newer than the last successful build.
needs_build() {
  local stamp="$HOME_DIR/ops-scripts/target/built"
  [[ -f "$stamp" ]] || return 0
  [[ -n "$(find "$HOME_DIR"/{pom.xml,grid-config,compute-tasks,persistence-store,grid-node,fraud-detection,api-server,ops-scripts} \
    \( -name target -o -name node_modules \) -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$stamp" -print -quit)" ]]
}

build_if_needed() {
  # Set by who has just built: the tests, an image.
  [[ -z "${ROLLINGDROP_SKIP_BUILD:-}" ]] || return 0
  needs_build || return 0
  command -v mvn >/dev/null || fail "mvn was not found; install Maven 3.8.7 or newer"
  echo "building (the first time downloads the dependencies, which takes some minutes)"
  mkdir -p "$HOME_DIR/ops-scripts/target"
  local log="$HOME_DIR/ops-scripts/target/build.log"
  (cd "$HOME_DIR" && mvn -B -q -pl ops-scripts -am -DskipTests -Dspotless.check.skip=true package) >"$log" 2>&1 ||
    { grep -m 10 ERROR "$log" >&2; fail "the build failed, see $log"; }
  touch "$HOME_DIR/ops-scripts/target/built"
}

run_ops() {
  local target="$HOME_DIR/ops-scripts/target"
  [[ -f "$target/runtime.classpath" ]] || fail "nothing is built yet; ops-scripts/up builds it"
  exec "$JAVA" "@$HOME_DIR/grid-config/ignite.jvmargs" -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -Drollingdrop.home="$HOME_DIR" -Dlogback.configurationFile=logback-quiet.xml \
    -cp "$target/classes:$(<"$target/runtime.classpath")" com.rollingdrop.ops.Ops "$@"
}
