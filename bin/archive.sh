#!/bin/sh
# Makes the class-data archives with which gateway and replay start in about half the time; bin/launch.sh starts it.
# It runs both programs on an empty journal of its own, on free ports of the loopback, for the list of their classes.
# Usage: archive.sh HOME JAVA FOLDER [JVM FLAG ...]. Leaves FOLDER/gateway.jsa and FOLDER/replay.jsa, each whole or not at all;
# FOLDER/failed, with the log beside it, if it cannot be done here, so that not every start tries. Prints nothing.
set -eu

home=$1
java=$2
folder=$3
shift 3

mkdir -p "$folder"
lock=$folder/lock
if ! (set -C && echo $$ >"$lock") 2>/dev/null; then
    # Whoever took it has been killed if it is old. Two that find that out at once do the work twice, each in its folder.
    [ -n "$(find "$lock" -mmin +10 2>/dev/null)" ] || exit 0
    rm -rf "$folder"/making.*
    echo $$ >"$lock"
fi
making=$folder/making.$$
gateway=
end() {
    [ -z "$gateway" ] || kill -9 "$gateway" 2>/dev/null || true
    rm -rf "$making" "$lock"
}
trap end EXIT
trap 'exit 130' HUP INT TERM
mkdir "$making"
exec >"$folder/log" 2>&1 </dev/null

# A jar that is built from here on is newer than the archive.
: >"$making/begun"

failed() {
    echo "$*"
    : >"$folder/failed"
    exit 1
}

# Runs a program of this installation; $1 is its class list, $2 its module.
program() {
    list=$making/$1.classes
    jar=$home/$2/target/$2-0.1.0.jar
    shift 2
    # shellcheck disable=SC2086 # flags is a list of words
    "$java" $flags -Dnexus.home="$home" -XX:DumpLoadedClassList="$list" -jar "$jar" "$@"
}

# $1 is the program, $2 its module.
dump() {
    # One list of several: numbers that count within one go, and so does what is there twice. JDK 17 dies of a lambda that is
    # there twice if it is of an interface as old as picocli's, which it cannot archive anyway.
    cat "$making/$1".*.classes | sed -e '/ source: /d' -e '/^@lambda-proxy .*picocli/d' -e 's/ id: [0-9]*$//' |
        awk '!seen[$0]++' >"$making/$1.list"
    jar=$home/$2/target/$2-0.1.0.jar
    made=$making/$1.jsa
    # G1 alone archives objects too; every collector can read them.
    # shellcheck disable=SC2086 # flags is a list of words
    "$java" $flags -Dnexus.home="$home" -XX:+UseG1GC -XX:ErrorFile="$making/died" -Xshare:dump \
        -XX:SharedClassListFile="$making/$1.list" -XX:SharedArchiveFile="$made" -jar "$jar" || failed "no archive of $1"
    # shellcheck disable=SC2086
    "$java" $flags -XX:ErrorFile="$making/died" -Xshare:on -XX:SharedArchiveFile="$made" -jar "$jar" --version ||
        failed "the archive of $1 does not work"
    touch -r "$making/begun" "$made"
    # On the disk before it has its name: the JVM takes what it finds there on trust.
    sync "$made" 2>/dev/null || sync
    mv -f "$made" "$folder/$1.jsa"
}

flags=$*
free=tcp://127.0.0.1:0
data=$making/data
program gateway.run gateway-server run --data "$data" --logs "$making/logs" \
    --platforms $free --nexus $free --control $free &
gateway=$!
tries=0
until [ -f "$data/.endpoints" ]; do
    kill -0 "$gateway" 2>/dev/null && [ $((tries += 1)) -le 60 ] || failed "the gateway did not come up"
    sleep 1
done
program gateway.help gateway-server --help
program gateway.status gateway-server status --data "$data"
program gateway.stop gateway-server stop --data "$data"
wait "$gateway" || failed "the gateway did not stop"
gateway=
dump gateway gateway-server
if [ -f "$home/replay-tool/target/replay-tool-0.1.0.jar" ]; then
    program replay.ls replay-tool ls --data "$data"
    program replay.dump replay-tool dump --data "$data" --json >/dev/null
    program replay.verify replay-tool verify --data "$data"
    dump replay replay-tool
fi
rm -f "$folder/failed"
