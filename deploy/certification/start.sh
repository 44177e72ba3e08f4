#!/bin/sh
# Starts the authorization server of a certification run in the foreground, and adds the person who signs in; sets up what is
# missing first.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/../../data/certification}
sightglass=$here/../../apps/cli/main.mjs
sh "$here/set-up.sh" "$folder"
set -a
. "$folder/environment"
set +a

node "$sightglass" auth &
server=$!
trap 'kill -TERM "$server" 2>/dev/null || true' TERM INT HUP
until node "$here/../../apps/cli/probe.mjs" auth 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || { wait "$server"; exit; }
  sleep 0.2
done
node "$sightglass" user list | grep -q ' alice ' ||
  node "$sightglass" user create alice --from "$here/person.json" <"$folder/password" >/dev/null
echo "The authorization server is at $SIGHTGLASS_ISSUER; alice signs in with the password in $folder/password."
# A signal ends the first wait early: the second one is for the server to end.
wait "$server" || true
wait "$server"
