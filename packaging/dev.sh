#!/usr/bin/env bash
# Sets a Debian 12 machine up, builds Poolscope, and runs or tests it.
#
#   packaging/dev.sh run [FILE]   install, build, open the app on an example and the simulated endpoint
#                                 (without a display: the same with the command line)
#   packaging/dev.sh test         install, build with sanitizers and -Werror, run all tests
#   packaging/dev.sh build        install and build only
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
    g++ cmake ninja-build pkg-config ccache git
    qt6-base-dev qt6-charts-dev qt6-svg-dev libqt6opengl6-dev
    libyaml-cpp-dev libcurl4-openssl-dev libssl-dev libmicrohttpd-dev libsimdjson-dev
    zlib1g-dev
    libavcodec-dev libavformat-dev libavutil-dev libswscale-dev libswresample-dev
    nlohmann-json3-dev libcli11-dev libexpected-dev libfmt-dev libbenchmark-dev
    python3-jsonschema python3-yaml fonts-dejavu-core desktop-file-utils appstream
)

say() { printf '%s\n' "poolscope: $*"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "cannot install packages: run this as root or install sudo"
        exit 1
    fi
}

install_packages() {
    local missing=()
    for package in "${packages[@]}"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

build() { # preset, targets...
    local preset=$1
    shift
    say "building (preset $preset)"
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" ${1:+--target "$@"}
}

run() {
    local file=${1:-resources/examples/hot-product-images.yaml}
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        build release poolscope poolscope_cli
        say "opening $file"
        exec build/release/bin/poolscope "$file"
    fi
    build release poolscope_cli
    say "there is no display: doing the same with the command line"
    say "poolscope-cli show $file"
    build/release/bin/poolscope-cli show "$file"
    say "poolscope-cli run $file --sim --requests 200"
    build/release/bin/poolscope-cli run "$file" --sim --requests 200
}

run_tests() {
    build ci
    say "testing"
    ctest --preset ci
}

case "${1:-}" in
run)
    install_packages
    shift
    run "$@"
    ;;
test)
    install_packages
    run_tests
    ;;
build)
    install_packages
    build release
    ;;
*)
    sed -n '3,8s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
