# What bin/gateway and bin/replay have in common; they source it. Finds Java, builds where needed, and becomes the JVM.
# In: name, home (the installation), jar, flags (JVM flags), rebuild (yes: also when a source is newer than the jar),
# archive (behind, before or no: whether a missing class-data archive is made behind the program, before it, or not now).
# GATEWAY_OPTS: JVM flags of the user's, which come last and win.

fail() {
    echo "$name: $*" >&2
    exit 2
}

find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, where there is no bin/java: point it at a JDK 17 or newer, or unset it"
    else
        java=$(command -v java) || fail "Java not found: install a JDK 17 or newer, or point JAVA_HOME at one"
    fi
    # The release file spares the start of a JVM; where it is elsewhere, Java itself is asked.
    release=$(readlink -f -- "$java" 2>/dev/null || echo "$java")
    release=${release%/bin/java}/release
    version=
    if [ -r "$release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$release")
    fi
    if [ -z "$version" ]; then
        version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
    fi
    major=${version%%[!0-9]*}
    [ -n "$major" ] || fail "$java does not say its version: point JAVA_HOME at a JDK 17 or newer"
    [ "$major" -ge 17 ] || fail "$java is Java $version: install a JDK 17 or newer, or point JAVA_HOME at one"
}

is_stale() {
    [ -f "$home/pom.xml" ] || return 1
    newer=$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main -type f -newer "$jar" 2>/dev/null | head -n 1)
    [ -n "$newer" ]
}

build_if_needed() {
    if [ ! -f "$jar" ]; then
        [ -f "$home/pom.xml" ] || fail "there is no $jar: the installation is incomplete, unpack it again"
        command -v mvn >/dev/null || fail "not built yet, and Maven (mvn) was not found: install Maven 3.8 or newer"
        build "not built yet"
    elif [ "$rebuild" = yes ] && is_stale; then
        if command -v mvn >/dev/null; then
            build "$newer is newer than the build"
        else
            echo "$name: $newer is newer than the build, and Maven (mvn) was not found: running the older build" >&2
        fi
    fi
}

# One build at a time; whoever waited finds the jar made.
build() {
    log=$home/target/build.log
    lock=$home/target/build.lock
    mkdir -p "$home/target" 2>/dev/null && [ -w "$home/target" ] || fail "$1, and $home/target is not writable"
    waited=0
    until (set -C && echo $$ >"$lock") 2>/dev/null; do
        holder=$(cat "$lock" 2>/dev/null || true)
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -f "$lock"
        elif [ $((waited += 1)) -gt 600 ]; then
            fail "another build seems to run: if none does, remove $lock"
        else
            sleep 1
        fi
    done
    trap 'rm -f "$lock"' EXIT
    trap 'exit 130' INT TERM
    if [ ! -f "$jar" ] || is_stale; then
        echo "$name: $1: building (mvn package, without tests; the first time takes minutes) ..." >&2
        put_aside
        if ! (cd "$home" && mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package) >"$log" 2>&1 </dev/null ||
            [ ! -f "$jar" ]; then
            put_back
            tail -n 40 "$log" >&2
            fail "the build failed; its whole output is in $log"
        fi
        rm -rf "$home/target/previous"
    fi
    rm -f "$lock"
    trap - EXIT INT TERM
    archive=before
}

# A gateway may be running from these files: they are moved away, never written over.
put_aside() {
    for module in gateway-server replay-tool; do
        rm -rf "$home/target/previous/$module"
        mkdir -p "$home/target/previous/$module"
        for file in "$home/$module/target/"*.jar "$home/$module/target/lib"; do
            [ ! -e "$file" ] || mv "$file" "$home/target/previous/$module/"
        done
    done
}

put_back() {
    for module in gateway-server replay-tool; do
        for file in "$home/target/previous/$module/"*; do
            [ ! -e "$file" ] || { rm -rf "$home/$module/target/${file##*/}" && mv "$file" "$home/$module/target/"; }
        done
    done
}

# Class-data archives make a start about twice as fast; bin/archive.sh makes them. One that does not fit would only cost time:
# hence a folder for each Java and place of the installation, and none that is older than the jar.
use_archive() {
    # The JVM takes a colon for the end of the name; and before 25 it finds no class of a jar whose path a URL would escape
    # (seen on 17; fixed on 25).
    case $home in
        *:*) return ;;
        *[!A-Za-z0-9/._-]*) [ "$major" -ge 25 ] || return 0 ;;
    esac
    { [ -r "$release" ] && [ -f "$home/bin/archive.sh" ]; } || return 0
    key=$({ cat "$release" && echo "$home"; } | cksum 2>/dev/null) || return 0
    archives=$home/target/archives/$version-${key%% *}
    if [ ! "$archives/$name.jsa" -nt "$jar" ] && [ ! "$archives/failed" -nt "$jar" ]; then
        # shellcheck disable=SC2086 # flags is a list of words
        case $archive in
            before) nice sh "$home/bin/archive.sh" "$home" "$java" "$archives" $common >/dev/null 2>&1 </dev/null || true ;;
            behind) (nice -n 19 sh "$home/bin/archive.sh" "$home" "$java" "$archives" $common >/dev/null 2>&1 </dev/null &) ;;
        esac
    fi
    [ "$archives/$name.jsa" -nt "$jar" ] || archives=
}

find_java
build_if_needed "$@"

# Java reads file names by the locale: without a UTF-8 one it cannot open a path with letters like ü.
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8
# Chronicle reports usage over the network and prints a banner, unless told not to before its first class loads.
common='-Dchronicle.analytics.disable=true -Dchronicle.announcer.disable=true'
# From 23 on, Java warns of what Chronicle does with memory.
[ "$major" -lt 23 ] || common="$common --sun-misc-unsafe-memory-access=allow"
archives=
use_archive
# shellcheck disable=SC2086 # common, flags and GATEWAY_OPTS are lists of words
if [ -n "$archives" ]; then
    exec "$java" $common -Dnexus.home="$home" -XX:SharedArchiveFile="$archives/$name.jsa" '-Xlog:cds*=off' \
        -Dnexus.archives="$archives" $flags ${GATEWAY_OPTS:-} -jar "$jar" "$@"
fi
# shellcheck disable=SC2086
exec "$java" $common -Dnexus.home="$home" $flags ${GATEWAY_OPTS:-} -jar "$jar" "$@"
