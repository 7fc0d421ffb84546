#!/bin/sh
# try_dmg.sh IMAGE: install the app from a disk image on this Mac, and use it as a person would.
# Only for machines that are thrown away: it replaces the app, and removes it and its settings.
set -eu
image=$1
app=/Applications/jwviewer.app
program=$app/Contents/MacOS/jwviewer
settings="$HOME/Library/Application Support/jwviewer/settings.json"
place=$(mktemp -d)
mount="$place/image"
name='mes données 企业.dossier'

say() { echo "ok: $1"; }

mkdir "$mount"
hdiutil attach -nobrowse -readonly -mountpoint "$mount" "$image"
rm -rf "$app"
cp -Rp "$mount/jwviewer.app" "$app"
test -L "$mount/Applications"
hdiutil detach "$mount"
codesign --verify --deep --strict "$app"
say "the image holds an app that is sealed"

cd "$place"
"$program" --version
"$program" pack "$app/Contents/Resources/jwviewer/seeds/tutorial" "$name"
"$program" export "$name" --pane dashboard --output dashboard.png
test "$(wc -c < dashboard.png)" -gt 10000
if "$program" facts nowhere; then exit 1; fi
say "it packs, draws and refuses"

# As by a double click: macOS looks up what opens the file, and sends it as an event.
unset QT_QPA_PLATFORM
/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/lsregister -f "$app"
open "$name"
left=60
until "${PYTHON:-python3}" -c 'import json, sys
recent = json.load(open(sys.argv[1], encoding="utf-8"))["recent"]
sys.exit(not any(path.endswith(sys.argv[2]) for path in recent))' "$settings" "$name" 2>/dev/null; do
    left=$((left - 1))
    test "$left" -gt 0
    sleep 1
done
say "a double click opens the dossier"
osascript -e 'quit app "jwviewer"' || pkill -x jwviewer
rm -rf "$app" "$place" "$(dirname "$settings")"
