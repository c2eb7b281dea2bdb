#!/usr/bin/env bash
# @tensorflow/tfjs-core, tfjs-backend-cpu 4.22.0 (npm): turned a picture of random pixels four times by a quarter turn with
# image.rotateWithOffset about 0.5, documented as the centre of the picture, and counted the pixels that differ.
# Seen: a row and a column do not come back. Each turn is about (14, 14), not about (13.5, 13.5), and moves the picture by a
# row over its border. About (n - 1) / (2 n) four turns are the identity, for even and odd n.
# Why it matters: turned pictures made with it for training or for a test do not belong to an action of C4 (r^4 is not e), and
# a network that is equivariant seems not to be.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
npm_packages @tensorflow/tfjs-{core,backend-cpu}@4.22.0

result=$(in_npm node - 2>/dev/null <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');

// The pixels that four quarter turns of a picture change.
function changed(size, centre) {
  let state = 1;
  const pixels = Array.from({ length: size * size }, () => 1 + ((state = (state * 48271) % 2147483647) % 255));
  let picture = tf.tensor4d(pixels, [1, size, size, 1]);
  for (let turn = 0; turn < 4; ++turn) picture = tf.image.rotateWithOffset(picture, Math.PI / 2, 0, centre);
  return picture.dataSync().reduce((count, value, i) => count + (value !== pixels[i]), 0);
}

tf.setBackend('cpu').then(() => {
  for (const size of [27, 28]) console.log(changed(size, 0.5), changed(size, (size - 1) / (2 * size)));
});
JS
)
readarray -t rows <<<"$result"
for i in 0 1; do
  size=$((27 + i))
  read -r documented shifted <<<"${rows[i]}"
  expect "${size}x$size: pixels that four quarter turns about 0.5 change" "$documented" -ge "$size"
  expect "${size}x$size: pixels that four quarter turns about (n - 1) / (2 n) change" "$shifted" -eq 0
done
