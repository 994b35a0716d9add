#!/bin/sh
# Install Debian packages if this user may; otherwise say what is missing and go on.
set -u
if ! command -v apt-get >/dev/null; then
    echo "Saknas: $*. Installera med datorns egen pakethanterare." >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then as=""; elif command -v sudo >/dev/null; then as="sudo"; else
    echo "Saknas: $*. Be en administratör att köra: apt-get install $*" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
$as apt-get update -qq && $as apt-get install -y -qq --no-install-recommends "$@" \
    || echo "Det gick inte att installera $*. Word-filen blir av ändå, men ingen PDF." >&2
exit 0
