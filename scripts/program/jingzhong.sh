#!/bin/sh
# Starts the version of the kiosk that the file "program" names, and starts it anew when it ends with
# 75. A version that was put in has three starts to become ready and take the line "tries" away
# (kiosk/program/program-folder.ts); else the one before it runs again.
here=$(dirname -- "$(readlink -f -- "$0")")
most_tries=3
stopping=''
child=''

read_program() {
  current='' previous='' tries=''
  while IFS='=' read -r key value; do
    case $key in
      current) current=$value ;;
      previous) previous=$value ;;
      tries) tries=$value ;;
    esac
  done <"$here/program"
}

# On a disk that cannot be written the kiosk still starts.
write_program() {
  {
    echo "current=$current"
    [ -z "$previous" ] || echo "previous=$previous"
    [ -z "$tries" ] || echo "tries=$tries"
  } >"$here/program.new" && sync "$here/program.new" && mv -f "$here/program.new" "$here/program" && sync "$here"
}

go_back() {
  failed=$current
  current=$previous previous=$failed tries=''
  echo "Version $failed did not become ready; version $current runs again." >&2
}

stop() {
  stopping=1
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
}
trap stop INT TERM HUP

while [ -z "$stopping" ]; do
  read_program
  if [ -n "$tries" ]; then
    case $tries in *[!0-9]*) tries=$most_tries ;; esac
    if [ "$tries" -lt "$most_tries" ]; then
      tries=$((tries + 1))
    elif [ -n "$previous" ]; then
      go_back
    else
      tries=''
    fi
    write_program
  fi
  "$here/versions/$current/node" "$here/versions/$current/program/main.js" "$@" &
  child=$!
  wait "$child"
  code=$?
  # A signal ends the waiting before it ends the kiosk.
  while kill -0 "$child" 2>/dev/null; do
    wait "$child"
    code=$?
  done
  child=''
  [ -z "$stopping" ] || exit "$code"
  [ "$code" -eq 75 ] && continue
  read_program
  [ -n "$tries" ] || exit "$code"
  sleep 1
done
