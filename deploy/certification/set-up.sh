#!/bin/sh
# Makes all that a certification run needs, in a folder of its own: a self-signed certificate, keys, secrets, the registrations,
# the environment of the server, and the configuration of the suite. Secrets that are there already stay as they are.
#
#   CERTIFICATION_ISSUER             https://localhost:8081
#   CERTIFICATION_SUITE              https://localhost:8443 and https://localhost.emobix.co.uk:8443; several with spaces between
#   CERTIFICATION_ALIAS              sightglass; several with spaces between
#   CERTIFICATION_SUITE_CERTIFICATE  a PEM file; left out, the suite is asked for it where it is up
#   CERTIFICATION_ADMIN_PORT         8083
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/../../data/certification}
issuer=${CERTIFICATION_ISSUER:-https://localhost:8081}
suites=${CERTIFICATION_SUITE:-https://localhost:8443 https://localhost.emobix.co.uk:8443}
aliases=${CERTIFICATION_ALIAS:-sightglass}
admin_port=${CERTIFICATION_ADMIN_PORT:-8083}
umask 077
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }
keep() { [ -e "$folder/$1" ] || random >"$folder/$1"; }
for name in key-encryption-key admin-token password; do keep "$name"; done
for name in 1 2 post backchannel frontchannel; do keep "client-$name-secret"; done

authority=${issuer#https://}
host=${authority%:*}
port=${authority##*:}
[ "$port" != "$authority" ] || port=443
if [ ! -e "$folder/server.pem" ]; then
  case $host in *[!0-9.]*) names="DNS:$host,DNS:localhost" ;; *) names="IP:$host,DNS:localhost" ;; esac
  openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 365 -subj "/CN=$host" \
    -addext "subjectAltName=$names,IP:127.0.0.1,IP:::1" \
    -keyout "$folder/server.key" -out "$folder/server.pem" 2>/dev/null
fi

# Whom the server trusts where the suite names an address: keys, sectors, request objects, back-channel logout.
: >"$folder/suite.pem"
hosts=
for suite in $suites; do
  place=${suite#https://}
  case $place in *:*) ;; *) place=$place:443 ;; esac
  hosts=${hosts:+$hosts,}$place
  [ -n "${CERTIFICATION_SUITE_CERTIFICATE:-}" ] || openssl s_client -connect "$place" -servername "${place%:*}" -showcerts \
    </dev/null 2>/dev/null | sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' >>"$folder/suite.pem" || true
done
[ -z "${CERTIFICATION_SUITE_CERTIFICATE:-}" ] || cat "$CERTIFICATION_SUITE_CERTIFICATE" >"$folder/suite.pem"
cat "$folder/server.pem" "$folder/suite.pem" >"$folder/trusted.pem"
[ -s "$folder/suite.pem" ] || echo "The suite is not up and its certificate is not known: start it, and run this again." >&2

bases=
for suite in $suites; do for alias in $aliases; do bases=${bases:+$bases }$suite/test/a/$alias; done; done
first=${bases%% *}
# A list has an item for every place of the suite; a single address is at the first of them.
awk -v bases="$bases" -v base=https://localhost:8443/test/a/sightglass '
  { at = index($0, base) }
  at == 0 { print; next }
  { count = split(bases, all, " "); rest = substr($0, at + length(base)) }
  $1 != "-" { count = 1 }
  { for (n = 1; n <= count; n++) print substr($0, 1, at - 1) all[n] rest }
' "$here/registrations.yaml" >"$folder/registrations.yaml"

cat >"$folder/environment" <<END
SIGHTGLASS_ENV=production
SIGHTGLASS_ISSUER=$issuer
SIGHTGLASS_AUTH_PORT=$port
SIGHTGLASS_TLS_CERT='$folder/server.pem'
SIGHTGLASS_TLS_KEY='$folder/server.key'
SIGHTGLASS_KEY_ENCRYPTION_KEY_FILE='$folder/key-encryption-key'
DATABASE_URL='sqlite:$folder/sightglass.sqlite'
SIGHTGLASS_AUTH_REGISTRATIONS='$folder/registrations.yaml'
SIGHTGLASS_AUTH_ADMIN_PORT=$admin_port
SIGHTGLASS_AUTH_ADMIN_TOKEN_FILE='$folder/admin-token'
SIGHTGLASS_AUTH_PRIVATE_HOSTS=$hosts
SIGHTGLASS_AUTH_CA_CERTIFICATES='$folder/trusted.pem'
SIGHTGLASS_AUTH_REGISTRATION_MODE=open
SIGHTGLASS_AUTH_REGISTRATION_PKCE_REQUIRED=false
SIGHTGLASS_AUTH_REGISTRATION_LEGACY=true
SIGHTGLASS_AUTH_REGISTRATION_ASSERTION_AUDIENCE=token_endpoint
SIGHTGLASS_AUTH_REGISTRATION_LIMIT=1000000
SIGHTGLASS_AUTH_AUTHORIZATION_REQUESTS=1000000
SIGHTGLASS_STOP_DELAY_SECONDS=0
END

node "$here/configurations.mjs" "$folder" "$issuer" "$first" "${aliases%% *}"
echo "All is in $folder: start the server by start.sh, and give suite*.json to the suite."
