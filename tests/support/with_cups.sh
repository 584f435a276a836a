#!/usr/bin/env bash
# Runs a program beside a CUPS server of its own: its files, its socket, its queues; the system's is not touched.
# TILLWRIGHT_CUPS is the server's socket, TILLWRIGHT_CUPS_PDF the folder in which its PDF printer puts what it gets, where
# that can be had: the PDF printer reads its folder from /etc/cups only, so it gets an /etc/cups of its own (as root).
# Usage: with_cups.sh PROGRAM ARGUMENT...
set -euo pipefail

readonly startTimeoutS=20
for tool in cupsd lpadmin lp lpstat; do
    if ! PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null; then
        echo "SKIP: $tool is missing: install cups and cups-client" >&2
        exit 77
    fi
done
PATH=$PATH:/usr/sbin
readonly pdfDriver=/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd
if [ "$(id -u)" -eq 0 ] && [ -r "$pdfDriver" ] && [ -z "${TILLWRIGHT_CUPS_INSIDE:-}" ] && unshare -m true 2>/dev/null; then
    TILLWRIGHT_CUPS_INSIDE=1 exec unshare -m "$0" "$@"
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/tillwright-cups.XXXXXX")
server=
end() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    [ -z "${TILLWRIGHT_CUPS_INSIDE:-}" ] || umount /etc/cups 2>/dev/null || true
    rm -rf "$home"
}
trap end EXIT

mkdir -p "$home"/{root,spool/tmp,cache,state,log,pdf}
# The PDF printer writes as the job's user.
chmod 711 "$home"
chmod 1777 "$home/pdf"
if [ -n "${TILLWRIGHT_CUPS_INSIDE:-}" ]; then
    printf 'Out %s\nAnonDirName %s\nLog %s\nGrp root\n' "$home/pdf" "$home/pdf" "$home/log" >"$home/root/cups-pdf.conf"
    mount --bind "$home/root" /etc/cups
    export TILLWRIGHT_CUPS_PDF=$home/pdf
fi

cat >"$home/cupsd.conf" <<CONF
Listen $home/cups.sock
LogLevel info
Browsing No
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
CONF
cat >"$home/cups-files.conf" <<CONF
ServerRoot $home/root
RequestRoot $home/spool
TempDir $home/spool/tmp
CacheDir $home/cache
StateDir $home/state
AccessLog $home/log/access_log
ErrorLog $home/log/error_log
PageLog $home/log/page_log
Printcap $home/printcap
SystemGroup $(id -gn)
CONF
setpriv --pdeathsig TERM cupsd -f -c "$home/cupsd.conf" -s "$home/cups-files.conf" >"$home/out" 2>&1 &
server=$!
until [ -S "$home/cups.sock" ] && lpstat -h "$home/cups.sock" -r >/dev/null 2>&1; do
    if ! kill -0 "$server" 2>/dev/null || [ "$SECONDS" -gt "$startTimeoutS" ]; then
        echo "the CUPS server did not start:" >&2
        cat "$home/out" "$home/log/error_log" >&2 || true
        exit 1
    fi
    read -r -t 0.05 <> <(:) || true
done
if [ -n "${TILLWRIGHT_CUPS_PDF:-}" ]; then
    lpadmin -h "$home/cups.sock" -p pdf -E -v cups-pdf:/ -P "$pdfDriver" 2>/dev/null
fi

result=0
TILLWRIGHT_CUPS=$home/cups.sock "$@" || result=$?
if [ "$result" -ne 0 ]; then
    tail -n 40 "$home/log/error_log" >&2
fi
exit "$result"
