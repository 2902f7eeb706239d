#!/bin/sh
# Writes static/vendor/fonts from the pinned @fontsource packages. Newsreader is cut to the optical sizes and weights that
# brand.css asks for (14-36, 400-600): 132 kB become 82 kB. Needs: pip install "fonttools[woff]".
set -eu
cd "$(dirname "$0")"
from=node_modules/@fontsource-variable to=../../static/vendor/fonts
mkdir -p "$to"
for set in latin latin-ext; do
  fonttools varLib.instancer "$from/newsreader/files/newsreader-$set-opsz-normal.woff2" wght=400:600 opsz=14:36 \
    -o "$to/newsreader-$set.woff2" -q
  cp "$from/figtree/files/figtree-$set-wght-normal.woff2" "$to/figtree-$set.woff2"
done
cp "$from/newsreader/LICENSE" "$to/newsreader-LICENSE.txt"
cp "$from/figtree/LICENSE" "$to/figtree-LICENSE.txt"
