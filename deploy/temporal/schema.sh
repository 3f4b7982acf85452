#!/bin/sh
# Makes Temporal's two databases and brings them to the schema of this image. The password comes in SQL_PASSWORD.
# Safe to run again: a database that exists, or has its schema already, is left as it is.
set -eu

prepare() {
  database=$1
  versions=/etc/temporal/schema/postgresql/v12/$2/versioned
  sql() {
    temporal-sql-tool --plugin postgres12 --ep "$SQL_HOST" -p "$SQL_PORT" -u "$SQL_USER" --db "$database" "$@"
  }
  sql create
  sql setup-schema -v 0.0
  sql update-schema -d "$versions"
}

prepare temporal temporal
prepare temporal_visibility visibility
