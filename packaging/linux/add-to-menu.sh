#!/bin/sh
# Adds jwviewer to your menu and opens .dossier files with it, for you alone; --remove undoes it.
# Run it again after you have moved this folder.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
case ${1:-} in
'' | --remove) ;;
*)
    echo "usage: add-to-menu.sh [--remove]" >&2
    exit 2
    ;;
esac
data=${XDG_DATA_HOME:-${HOME:?HOME is not set, so there is no menu to add to}/.local/share}
entry=$data/applications/jwviewer.desktop
types=$data/mime/packages/jwviewer.xml

tell_the_desktop() {
    for tool in "update-mime-database $data/mime" "update-desktop-database $data/applications"; do
        name=${tool%% *}
        folder=${tool#* }
        [ -d "$folder" ] || continue
        if ! command -v "$name" >/dev/null; then
            echo "$name is missing: on Debian and Ubuntu, sudo apt install" \
                "shared-mime-info desktop-file-utils; then run this again." >&2
        else
            "$name" "$folder"
        fi
    done
    if [ -d "$data/icons/hicolor" ]; then
        touch "$data/icons/hicolor" # for desktops that look only whether it has changed
    fi
}

remove() {
    (cd "$here/share" && find icons -type f) | while IFS= read -r icon; do
        rm -f "$data/$icon"
    done
    rm -f "$entry" "$types"
}

if [ "${1:-}" = --remove ]; then
    remove
    tell_the_desktop
    echo "jwviewer is out of your menu. This folder and your settings are where they were."
    exit
fi

# The specification forbids "=", and desktops look for a program with "%" in its name in vain.
case $here in
*[=%]* | *'
'*)
    echo "A menu entry cannot name a folder with =, % or a line break in its path:" \
        "move or rename it, then run this again." >&2
    exit 1
    ;;
esac
remove
mkdir -p "$data/applications" "$data/mime/packages"
(cd "$here/share" && find icons -type f) | while IFS= read -r icon; do
    mkdir -p "$data/$(dirname "$icon")"
    cp "$here/share/$icon" "$data/$icon"
done
cp "$here/share/mime/packages/jwviewer.xml" "$types"
# As the Desktop Entry Specification quotes: once for the command, once for the line.
command=$(printf '%s' "$here/jwviewer" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g')
while IFS= read -r line; do
    case $line in
    Exec=*) printf 'Exec="%s" %%F\n' "$command" ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$here/share/applications/jwviewer.desktop" >"$entry.new"
mv "$entry.new" "$entry"
tell_the_desktop
echo "jwviewer is in your menu and opens .dossier files. It stays in $here."

libraries=$(LD_LIBRARY_PATH=$here/_internal ldd "$here"/_internal/PySide6/Qt/plugins/platforms/*.so \
    "$here"/_internal/PySide6/*.so 2>/dev/null | sed -n 's/^[[:space:]]*\(.*\) => not found$/\1/p' |
    sort -u)
if [ -n "$libraries" ]; then
    echo "Some libraries are missing on this system, and it may not start:" $libraries >&2
    echo "README.txt names the packages that bring them." >&2
fi
