#!/usr/bin/env bash
# Installs what the tests need, builds everything, runs all tests. The last line is "N passed, N failed"; exit code 0 only when none failed.
#
#   tests/run.sh                 all of it
#   tests/run.sh Unit Host       these only: folders of tests/ with tests, or Simulation for the long run of the simulator
#
# Needs Debian 12 or a relative of it and the .NET 10 SDK; asks sudo for apt when it is not run as root and something is missing.
set -uo pipefail
cd "$(dirname "$0")/.."

configuration=Release
all_projects=(Unit Host NanoReference Tools Profiles Conformance Simulation.Tests Interop Simulation)
simulation_seeds=2000 # of 24 hours each
projects=("$@")
[ ${#projects[@]} -gt 0 ] || projects=("${all_projects[@]}")
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

fail() {
    echo "tests/run.sh: $1" >&2
    echo "0 passed, 1 failed"
    exit 1
}

# Independent decoders, devices and a broker: Debian's tshark, scapy, pymodbus and mosquitto (broker and library), npm's node-opcua.
install_tools() {
    local missing=()
    command -v tshark >/dev/null || missing+=(tshark)
    /usr/bin/python3 -c 'import scapy.contrib.mqttsn' 2>/dev/null || missing+=(python3-scapy)
    /usr/bin/python3 -c 'import pymodbus.framer.rtu_framer' 2>/dev/null || missing+=(python3-pymodbus)
    [ -x /usr/sbin/mosquitto ] || command -v mosquitto >/dev/null || missing+=(mosquitto)
    command -v mosquitto_sub >/dev/null || missing+=(mosquitto-clients)
    compgen -G '/usr/lib/*/libmosquitto.so.1' >/dev/null || missing+=(libmosquitto1)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    if [ ${#missing[@]} -gt 0 ]; then
        echo "== installing ${missing[*]}"
        local sudo=""
        [ "$(id -u)" = 0 ] || sudo="sudo"
        export DEBIAN_FRONTEND=noninteractive
        $sudo apt-get update -q >"$results/apt.log" 2>&1 \
            && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >>"$results/apt.log" 2>&1 \
            || { tail -n 20 "$results/apt.log" >&2; fail "apt-get could not install ${missing[*]}; install them by hand and run this again."; }
    fi

    if [ ! -e tests/Interop/node/node_modules/.package-lock.json ] \
        || [ tests/Interop/node/package-lock.json -nt tests/Interop/node/node_modules/.package-lock.json ]; then
        echo "== npm packages of tests/Interop/node"
        npm ci --prefix tests/Interop/node --no-audit --no-fund --loglevel=error >"$results/npm.log" 2>&1 \
            || { tail -n 20 "$results/npm.log" >&2; fail "npm could not install tests/Interop/node; see above."; }
    fi
}

command -v dotnet >/dev/null || fail "the .NET 10 SDK is not on PATH; install it first."
for project in "${projects[@]}"; do
    [ -d "tests/$project" ] || fail "there is no tests/$project; choose out of ${all_projects[*]}."
    case "$project" in Interop | Conformance) needs_tools=1 ;; esac
done
[ -z "${needs_tools:-}" ] || install_tools

echo "== build"
dotnet build Firmware.sln -c "$configuration" -v minimal --nologo >"$results/build.log" 2>&1 \
    || { grep -E "error|warning" "$results/build.log" | sort -u | head -n 40 >&2; fail "the build failed; see above."; }
grep -A 9 'IL instructions and allocations' "$results/build.log"
tail -n 3 "$results/build.log"

passed=0
failed=0

# The simulator is a tool, not a test project: one run, which counts as one test.
simulate() {
    if dotnet run -c "$configuration" --no-build --project tests/Simulation -- --seeds "$simulation_seeds" >"$results/simulation.log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        head -n 80 "$results/simulation.log"
    fi
    grep -E '^(seeds|samples|simulation:)' "$results/simulation.log"
}

run_tests() {
    local project="$1"
    local log="$results/$project.log"
    dotnet test "tests/$project" -c "$configuration" --no-build --nologo >"$log" 2>&1
    local status=$?
    local summary
    summary="$(grep -E '^(Passed|Failed)! ' "$log" | tail -n 1)"
    if [ -z "$summary" ]; then
        tail -n 30 "$log"
        failed=$((failed + 1)) # it did not get as far as counting
        return
    fi

    [ "$status" = 0 ] || cat "$log"
    echo "$summary"
    local count_passed count_failed
    count_passed="$(sed -E 's/.*Passed: *([0-9]+).*/\1/' <<<"$summary")"
    count_failed="$(sed -E 's/.*Failed: *([0-9]+).*/\1/' <<<"$summary")"
    passed=$((passed + count_passed))
    failed=$((failed + count_failed))
    [ "$status" = 0 ] || [ "$count_failed" -gt 0 ] || failed=$((failed + 1))
}

for project in "${projects[@]}"; do
    echo "== tests/$project"
    if [ "$project" = Simulation ]; then
        simulate
    else
        run_tests "$project"
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
