#!/usr/bin/env bash
# Installs what the tests need, builds everything, runs all tests. The last line is "N passed, N failed"; exit code 0 only when none failed.
#
#   tests/run.sh                 all of it
#   tests/run.sh Unit Host       these only: folders of tests/ with tests, Simulation for the long run of the simulator, or Page for tools/console in a browser
#
# Needs Debian 12 or a relative of it and the .NET 10 SDK; asks sudo for apt when it is not run as root and something is missing.
set -uo pipefail
cd "$(dirname "$0")/.."

configuration=Release
all_projects=(Unit Host NanoReference Tools Profiles Conformance Simulation.Tests Interop Page Simulation)
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

# Independent decoders, devices, a signer, a broker and a browser: Debian's tshark, scapy, pymodbus, ecdsa, mosquitto (broker and library) and Chromium, npm's node-opcua.
install_tools() {
    local missing=()
    command -v tshark >/dev/null || missing+=(tshark)
    /usr/bin/python3 -c 'import scapy.contrib.mqttsn' 2>/dev/null || missing+=(python3-scapy)
    /usr/bin/python3 -c 'import pymodbus.framer.rtu_framer' 2>/dev/null || missing+=(python3-pymodbus)
    /usr/bin/python3 -c 'import ecdsa' 2>/dev/null || missing+=(python3-ecdsa)
    [ -x /usr/sbin/mosquitto ] || command -v mosquitto >/dev/null || missing+=(mosquitto)
    command -v mosquitto_sub >/dev/null || missing+=(mosquitto-clients)
    compgen -G '/usr/lib/*/libmosquitto.so.1' >/dev/null || missing+=(libmosquitto1)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    [ -n "${CHROMIUM:-}" ] || [ -x /usr/bin/chromium ] || missing+=(chromium)
    if [ ${#missing[@]} -gt 0 ]; then
        echo "== installing ${missing[*]}"
        local sudo=""
        [ "$(id -u)" = 0 ] || sudo="sudo"
        export DEBIAN_FRONTEND=noninteractive
        $sudo apt-get update -q >"$results/apt.log" 2>&1 \
            && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >>"$results/apt.log" 2>&1 \
            || { tail -n 20 "$results/apt.log" >&2; fail "apt-get could not install ${missing[*]}; install them by hand and run this again."; }
    fi

    install_packages tests/Interop/node
    install_packages tools/console
}

install_packages() {
    if [ ! -e "$1/node_modules/.package-lock.json" ] || [ "$1/package-lock.json" -nt "$1/node_modules/.package-lock.json" ]; then
        echo "== npm packages of $1"
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix "$1" --no-audit --no-fund --loglevel=error >"$results/npm.log" 2>&1 \
            || { tail -n 20 "$results/npm.log" >&2; fail "npm could not install $1; see above."; }
    fi
}

command -v dotnet >/dev/null || fail "the .NET 10 SDK is not on PATH; install it first."
for project in "${projects[@]}"; do
    [ -d "tests/$project" ] || [ "$project" = Page ] || fail "there is no tests/$project; choose out of ${all_projects[*]}."
    case "$project" in Interop | Conformance | Page) needs_tools=1 ;; esac
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

# The page: types, whether the committed file is what its sources make, its parts, the page in Chromium against a box that was written for it, and then against a real one.
test_page() {
    check_page "types" npm run --silent typecheck
    check_page "dist/index.html" npm run --silent check-dist
    count_page '[r.numPassedTests, r.numFailedTests]' npx vitest run --dir tests/unit --reporter=json --outputFile="$results/page.json"
    count_page '[r.stats.expected, r.stats.unexpected + r.stats.flaky]' env PLAYWRIGHT_JSON_OUTPUT_NAME="$results/page.json" npx playwright test --reporter=json
    local sidetap=(dotnet exec "tools/Sidetap/bin/$configuration/net10.0/sidetap.dll") gateway console address url
    "${sidetap[@]}" gateway --port 0 --seconds 600 >"$results/gateway.log" 2>&1 &
    gateway=$!
    "${sidetap[@]}" console --web-port 0 --seconds 600 >"$results/console.log" 2>&1 &
    console=$!
    address="$(wait_for "$results/gateway.log" '127\.0\.0\.1:[0-9]+')"
    url="$(wait_for "$results/console.log" 'http://localhost:[0-9]+/')"
    count_page '[r.stats.expected, r.stats.unexpected + r.stats.flaky]' \
        env SIDETAP_CONSOLE_URL="$url" SIDETAP_CONSOLE_GATEWAY="$address" PLAYWRIGHT_JSON_OUTPUT_NAME="$results/page.json" npx playwright test --reporter=json
    if grep -q ' press-4 \|SpindlePower' "$results/gateway.log"; then passed=$((passed + 1)); else failed=$((failed + 1)); tail -n 20 "$results/gateway.log"; fi
    # Each of them ends when it is told to.
    kill "$gateway" "$console" 2>/dev/null
    for _ in $(seq 150); do
        kill -0 "$gateway" 2>/dev/null || kill -0 "$console" 2>/dev/null || break
        sleep 0.2
    done
    if kill -KILL "$gateway" "$console" 2>/dev/null; then failed=$((failed + 1)); echo "a process did not end by itself"; else passed=$((passed + 1)); fi
    wait "$gateway" "$console" 2>/dev/null
}

# The first match in a file that another process writes, for at most a minute.
wait_for() {
    local i
    for i in $(seq 300); do
        grep -oE -m 1 "$2" "$1" | head -n 1 && return
        sleep 0.2
    done
}

check_page() {
    local what="$1"
    shift
    if (cd tools/console && "$@") >"$results/page.log" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$what"; tail -n 40 "$results/page.log"; fi
}

# Runs a test runner of npm that writes a report, and adds up what the report says.
count_page() {
    local counts="$1"
    shift
    rm -f "$results/page.json"
    (cd tools/console && "$@") >"$results/page.log" 2>&1
    local status=$? sums
    sums="$(node -p "const r = JSON.parse(require('fs').readFileSync('$results/page.json', 'utf8')); ($counts).join(' ')" 2>/dev/null)"
    read -r ok bad <<<"${sums:-0 1}"
    echo "Passed: $ok, failed: $bad"
    [ "$status" = 0 ] || tail -n 60 "$results/page.log"
    passed=$((passed + ok))
    failed=$((failed + bad))
    [ "$status" = 0 ] || [ "$bad" -gt 0 ] || failed=$((failed + 1))
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
    elif [ "$project" = Page ]; then
        test_page
    else
        run_tests "$project"
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
