#!/bin/sh
# make_dmg.sh [APP [FOLDER]]: sign dist/jwviewer.app, and put it into a disk image in dist.
#
# JWVIEWER_IDENTITY        a "Developer ID Application" certificate in the keychain; without it the
#                          app is signed for nobody, and macOS asks people before it opens it
# JWVIEWER_NOTARY_PROFILE  credentials that "xcrun notarytool store-credentials" has kept; without
#                          them Apple is not asked to look the image over
set -eu
here=$(cd "$(dirname "$0")" && pwd)
app=${1:-dist/jwviewer.app}
folder=${2:-dist}
identity=${JWVIEWER_IDENTITY:-}
profile=${JWVIEWER_NOTARY_PROFILE:-}

# The licences of what is inside lie in the folder that the app was made from; they come first,
# for a signature seals everything.
rm -rf "$app/Contents/Resources/NOTICES"
cp -Rp "$(dirname "$app")/jwviewer/NOTICES" "$app/Contents/Resources/NOTICES"

"${PYTHON:-python3}" "$here/oldest_system.py" "$app" 14.0

if [ -n "$identity" ]; then
    set -- --force --sign "$identity" --options runtime --timestamp
else
    echo "Signed for nobody, for JWVIEWER_IDENTITY names no certificate."
    set -- --force --sign -   # Apple's processors run nothing that has no signature at all
fi
# From the inside out, for each signature seals what lies within: libraries, frameworks, the app.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) ! -path '*.framework/*' \
    -exec codesign "$@" {} +
find "$app/Contents" -depth -type d -name '*.framework' -exec codesign "$@" {} +
codesign "$@" --entitlements "$here/entitlements.plist" "$app"
codesign --verify --deep --strict "$app"

version=$(plutil -extract CFBundleShortVersionString raw "$app/Contents/Info.plist")
dmg="$folder/jwviewer-$version-macos-$(uname -m).dmg"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -Rp "$app" "$stage/"
ln -s /Applications "$stage/Applications"
# While a virus scanner looks at the new files, hdiutil says "Resource busy".
for left in 2 1 0; do
    if hdiutil create -ov -format ULMO -fs HFS+ -volname jwviewer -srcfolder "$stage" "$dmg"; then
        break
    fi
    [ "$left" -gt 0 ] || exit 1
    sleep "${JWVIEWER_PAUSE:-10}"
done

if [ -n "$identity" ]; then
    codesign --force --sign "$identity" --timestamp "$dmg"
fi
if [ -n "$identity" ] && [ -n "$profile" ]; then
    xcrun notarytool submit "$dmg" --keychain-profile "$profile" --wait
    xcrun stapler staple "$dmg"   # so that the first start needs no network; fails if Apple refused
    xcrun stapler validate "$dmg"
else
    echo "Not notarised, for JWVIEWER_NOTARY_PROFILE or JWVIEWER_IDENTITY is not set."
fi
PYTHONPATH="$here/.." "${PYTHON:-python3}" -m bundling.sums "$folder"
echo "$dmg"
