#!/bin/sh
# Temporal's tables, made or brought to the version of this image. Both steps may be repeated.
# The password comes from SQL_PASSWORD.
set -eu
for database in temporal temporal_visibility; do
  case $database in
    temporal) versions=/etc/temporal/schema/postgresql/v12/temporal/versioned ;;
    temporal_visibility) versions=/etc/temporal/schema/postgresql/v12/visibility/versioned ;;
  esac
  tool="temporal-sql-tool --plugin postgres12 --ep postgres -p 5432 -u temporal --db $database"
  $tool setup-schema -v 0.0
  $tool update-schema -d "$versions"
done
