#!/bin/sh
# Makes the secrets that compose.yaml reads, each in a file of its own; what is there already stays as it is.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 700 "$folder"

random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }
# Containers run as another account than yours: the files are readable, the folder is not.
keep() { [ -e "$folder/$1" ] || { printf '%s' "$2" >"$folder/$1"; chmod 644 "$folder/$1"; }; }

keep key-encryption-key "$(random)"
keep trace-key "$(random)"
keep postgres-password "$(random)"
keep database-url.sqlite 'sqlite:/data/sightglass.sqlite'
keep database-url.postgres "postgres://sightglass:$(cat "$folder/postgres-password")@postgres:5432/sightglass"
echo "secrets are in $folder"
