# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What packaging/test and packaging/run share. Sourced at the top of the checkout.

export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
jobs=${JOBS:-$(nproc)}

say() { printf '\n== %s\n' "$*"; }
fail() { printf '\n%s: %s\n' "$0" "$*" >&2; exit 1; }

# asRoot COMMAND...: directly, or by sudo.
asRoot() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo --preserve-env=DEBIAN_FRONTEND "$@"
    else
        fail "neither root nor sudo: cannot run $*"
    fi
}

# packagesOf SECTION...: names in those sections of dependencies.txt.
packagesOf() {
    awk -v wanted=" $* " '/^\[/ { section = substr($1, 2, length($1) - 2); next }
                          /^[a-z0-9]/ && index(wanted, " " section " ") { print $1 }' packaging/dependencies.txt
}

# installPackages SECTION...: what is missing, nothing else.
installPackages() {
    local package missing=() present
    present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    for package in $(packagesOf "$@"); do
        grep -qxF "$package" <<<"$present" || missing+=("$package")
    done
    if [ ${#missing[@]} = 0 ]; then
        say "Packages ($*): nothing is missing"
        return
    fi
    say "Packages ($*): installing ${#missing[@]}: ${missing[*]}"
    asRoot apt-get update -q || say "apt-get update failed; trying with the lists that are there"
    asRoot apt-get install -q -y --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" || fail "packages are missing: ${missing[*]}"
}

# buildPreset PRESET TARGET [CMAKE OPTION...]
buildPreset() {
    local preset=$1 target=$2
    shift 2
    say "Configuring preset $preset"
    cmake --preset "$preset" -DSAFELIGHT_PRECOMPILE=ON "$@" || fail "preset $preset cannot be configured"
    say "Building preset $preset, target $target, with $jobs jobs"
    cmake --build --preset "$preset" --target "$target" -j "$jobs" || fail "preset $preset does not build"
}
