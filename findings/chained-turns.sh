#!/usr/bin/env bash
# sharp 0.35.5, jimp 1.6.1 (npm): made elements of D4 by chains of calls, r = rotate(90) and m = flop() or flip({horizontal}),
# on a picture of 3x3 different pixels, and noted which element of D4 the answer is.
# Seen: sharp mirrors first and turns once, whatever the order and the number of calls: r m is m r, and r r is r. Jimp does what
# is written, but its rotate(90) is a turn to the left, sharp's is one to the right.
# Why it matters: pictures of a data set turned and mirrored by such chains are labelled with elements that they were not moved
# by. Under sharp a generated "group" is commutative and r is its own square; between the two libraries r is r^-1, so that
# every relation holds and only the labels of pose are wrong.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
npm_packages sharp@0.35.5 jimp@1.6.1
cat >"$folder/npm/chains.js" <<'JS'
const sharp = require('sharp');
const {Jimp} = require('jimp');
const n = 3, start = Array.from({length: n * n}, (_, i) => i + 1);
const clockwise = a => a.map((_, i) => a[(n - 1 - (i % n)) * n + Math.floor(i / n)]);
const mirrored = a => a.map((_, i) => a[i - (i % n) + n - 1 - (i % n)]);

/** What a picture is named: r^K, or r^K after m, with r clockwise. */
function element(picture) {
  for (const [name, first] of [['', start], ['m', mirrored(start)]]) {
    for (let turned = first, k = 0; k < 4; ++k, turned = clockwise(turned)) {
      if (turned.join() === picture.join()) {
        return `${name}r${k}`;
      }
    }
  }
  return 'none';
}

const turn = {sharp: p => p.rotate(90), jimp: p => p.rotate(90)};
const mirror = {sharp: p => p.flop(), jimp: p => p.flip({horizontal: true, vertical: false})};
const begin = {
  sharp: () => sharp(Buffer.from(start), {raw: {width: n, height: n, channels: 1}}),
  jimp: () => {
    const picture = new Jimp({width: n, height: n});
    start.forEach((v, i) => picture.setPixelColor((v << 24) + 255, i % n, Math.floor(i / n)));
    return picture;
  },
};
const pixels = {
  sharp: async p => Array.from(await p.toColourspace('b-w').raw().toBuffer()),
  jimp: async p => start.map((_, i) => p.bitmap.data[4 * i]),
};

(async () => {
  for (const word of ['r', 'm', 'rr', 'rm', 'mr', 'rrm', 'mrr']) {
    const answers = [];
    for (const library of ['sharp', 'jimp']) {
      let picture = begin[library]();
      for (const letter of word) {
        picture = (letter === 'r' ? turn : mirror)[library](picture);
      }
      answers.push(element(await pixels[library](picture)));
    }
    console.log(word, ...answers);
  }
})();
JS
# As written, with r clockwise: the first letter acts first, and m after r is r^-1 after m.
expected="r r1 r3
m mr0 mr0
rr r1 r2
rm mr1 mr1
mr mr1 mr3
rrm mr1 mr2
mrr mr1 mr2"
seen=$(in_npm node chains.js)
printf 'calls, first to last; what sharp makes of them; what jimp makes (r3 is a turn to the left, mr1 a mirror, then r)\n%s\n' "$seen"
expect "as before" "$([[ $seen == "$expected" ]] && echo 1 || echo 0)" -eq 1
