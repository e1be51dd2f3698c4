#!/bin/sh
# Prepares InfluxDB 2 for Grafana's InfluxQL queries: the bucket answers as a database of the same name, and the
# account `grafana` may read it and nothing else. Run at every start of the set: what is there is left as it is,
# except that the account gets the password that .env now says.
set -eu

bucket_id=$(influx bucket list --name "$INFLUX_BUCKET" --hide-headers | cut -f 1)
[ -n "$bucket_id" ] || {
  echo "influx-setup: no bucket $INFLUX_BUCKET" >&2
  exit 1
}

# Newer servers map every bucket by themselves; such a mapping is listed too.
if ! influx v1 dbrp list --bucket-id "$bucket_id" --hide-headers | grep -qwF "$INFLUX_BUCKET"; then
  influx v1 dbrp create --bucket-id "$bucket_id" --db "$INFLUX_BUCKET" --rp autogen --default
fi

if influx v1 auth list --hide-headers | grep -qwF grafana; then
  influx v1 auth set-password --username grafana --password "$GRAFANA_INFLUX_PASSWORD"
else
  influx v1 auth create --username grafana --password "$GRAFANA_INFLUX_PASSWORD" --read-bucket "$bucket_id"
fi
