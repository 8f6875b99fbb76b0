#!/bin/sh
# Runs once, when the volume of the database is empty: one role and one password each for the register and Temporal.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set register_password="$REGISTER_PASSWORD" --set temporal_password="$TEMPORAL_PASSWORD" <<'SQL'
CREATE ROLE zhicheng LOGIN PASSWORD :'register_password';
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE DATABASE zhicheng OWNER zhicheng ENCODING 'UTF8';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
SQL
