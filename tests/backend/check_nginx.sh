#!/usr/bin/env bash
# nginx itself reads the sample configuration, with a certificate made here. Skipped (77) where there is no nginx.
set -euo pipefail
sample=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)/packaging/nginx/tillwright-backend.conf
nginx=$(command -v nginx || ls /usr/sbin/nginx 2>/dev/null || true)
[ -n "$nginx" ] && command -v openssl >/dev/null || exit 77

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=payments.example \
    -keyout "$directory/privkey.pem" -out "$directory/fullchain.pem" 2>/dev/null
sed -e "s|/etc/ssl/payments.example|$directory|" -e "s|/var/log/nginx|$directory|" "$sample" >"$directory/site.conf"
temporary=$(printf '%s_temp_path %s; ' client_body "$directory/1" proxy "$directory/2" fastcgi "$directory/3" \
    uwsgi "$directory/4" scgi "$directory/5")
printf 'pid %s/pid; error_log stderr; events {}\nhttp { %s include %s/site.conf; }\n' \
    "$directory" "$temporary" "$directory" >"$directory/nginx.conf"
said=$("$nginx" -t -c "$directory/nginx.conf" 2>&1) || { printf '%s\n' "$said" >&2; exit 1; }
# Words of a newer nginx about old ways are a failure too.
if grep -E '\[(warn|emerg|alert)\]' <<<"$said" | grep -v 'alert.*could not open error log'; then exit 1; fi
