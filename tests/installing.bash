# What the scripts that install something for the tests share; they source it, in the folder of the project.

oldest_node=20

fail() {
    printf 'tests/%s: %s\n' "$(basename "$0")" "$1" >&2
    exit 1
}

has_node() {
    command -v npm >/dev/null &&
        node --eval "process.exit(parseInt(process.versions.node) >= $oldest_node ? 0 : 1)" 2>/dev/null
}

install_node() {
    has_node || install_from_debian "Node.js $oldest_node with npm" nodejs npm
    has_node || fail "Debian's Node.js is older than $oldest_node"
}

# install_from_debian WHAT PACKAGE…
install_from_debian() {
    local what=$1 as_root=()
    shift
    command -v apt-get >/dev/null || fail "$what is missing, and there is no apt-get to install it"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "$what is missing: run 'apt-get install $*' as root"
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -q >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

# install_from_npm SOURCE FOLDER WHAT: the packages of the lock file in SOURCE, unless FOLDER was
# installed from this very file. None of them runs a script.
install_from_npm() {
    local source=$1 folder=$2 what=$3
    if is_current "$folder" "$source/package-lock.json"; then return; fi
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$source/package.json" "$source/package-lock.json" "$folder"
    # Some packages ask for a newer Node than Debian has, and run on that one all the same.
    (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts --engine-strict=false --loglevel=error) >&2 ||
        fail "npm could not install $what"
    cp "$source/package-lock.json" "$folder/installed-from"
}

# is_current FOLDER LOCK: whether the folder was installed from this very lock file.
is_current() {
    cmp --silent "$1/installed-from" "$2"
}
