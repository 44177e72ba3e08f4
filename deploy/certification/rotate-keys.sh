#!/bin/sh
# For oidcc-server-rotate-keys: publishes a new RSA key beside the old ones. The suite knows no keys but RSA and EC.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
set -a
. "${1:-$here/../../data/certification}/environment"
set +a
exec node "$here/../../apps/cli/main.mjs" keys rotate --alg RS256
