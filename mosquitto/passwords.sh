#!/bin/sh
# Writes mosquitto's password file from the environment, then becomes the command that it is given.
#   PASSWORD_FILE            where to write (default: the path that mosquitto.conf names)
#   MQTT_INGEST_PASSWORD     required, at least 12 characters
#   MQTT_SERVER_PASSWORD     required, at least 12 characters
#   MQTT_SIMULATOR_PASSWORD  only with the simulated city
#   STATIONS_FILE            one `id:password` a line, for stations and one-stop systems; # starts a comment
set -eu
umask 077
file=${PASSWORD_FILE:-/run/mosquitto/passwords}

refuse() {
  echo "passwords.sh: $1" >&2
  exit 1
}

add() { # name, password
  [ "${#2}" -ge 12 ] || refuse "the password of $1 must have at least 12 characters"
  mosquitto_passwd -b "$file" "$1" "$2"
}

rm -f "$file"
: >"$file"
add ingest "${MQTT_INGEST_PASSWORD:-}"
add server "${MQTT_SERVER_PASSWORD:-}"
if [ -n "${MQTT_SIMULATOR_PASSWORD:-}" ]; then
  add simulator "$MQTT_SIMULATOR_PASSWORD"
fi

if [ -n "${STATIONS_FILE:-}" ]; then
  [ -r "$STATIONS_FILE" ] || refuse "cannot read $STATIONS_FILE"
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in '' | '#'*) continue ;; esac
    name=${line%%:*}
    case $name in
    "$line" | '') refuse 'a line of the stations file is not id:password' ;;
    ingest | server | simulator) refuse "the stations file must not name $name" ;;
    *[!A-Za-z0-9._-]*) refuse 'an id in the stations file has a character other than A-Z a-z 0-9 . _ -' ;;
    esac
    add "$name" "${line#*:}"
  done <"$STATIONS_FILE"
fi

exec "$@"
