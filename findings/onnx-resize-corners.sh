#!/usr/bin/env bash
# libonnx-testdata 1.12.0-2 (Debian), onnxruntime-node 1.30.0 (npm): ran ONNX's own test of Resize, linear, align_corners, 2 x 4
# entries with the scale 0.6, in ONNX Runtime; then the mirrored entries.
# Seen: ONNX's answer for the last of two columns is 3.142857, for its reference divides by 4 * 0.6 - 1; ONNX Runtime's is 4,
# the corner, for it divides by the whole length less 1. ONNX Runtime's answers for the mirrored entries are the mirrored ones;
# those of ONNX's rule would be 4 and 1.857143, which are not.
# Why it matters: a network with such a layer commutes with the mirror in one engine and not in another, with the same file.
# Who compares an equivariant network with ONNX's reference evaluator, or proves it by the reference's rule, proves something else.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
debian_packages libonnx-testdata=1.12.0-2
npm_packages onnxruntime-node@1.30.0

vector=$root/usr/share/libonnx-testdata/data/node/test_resize_downsample_scales_linear_align_corners
result=$(in_npm node - "$vector" <<'JS'
const fs = require('fs');
const onnxruntime = require('onnxruntime-node');
const vector = process.argv[2];

// The last COUNT numbers of a stored tensor, whose bytes stand at its end.
function stored(file, count) {
  const bytes = fs.readFileSync(`${vector}/test_data_set_0/${file}`);
  return Float32Array.from({ length: count }, (_, i) => bytes.readFloatLE(bytes.length - 4 * (count - i)));
}

(async () => {
  const session = await onnxruntime.InferenceSession.create(`${vector}/model.onnx`);
  const run = async (numbers) => {
    const [x, scales] = session.inputNames;
    const results = await session.run({
      [x]: new onnxruntime.Tensor('float32', numbers, [1, 1, 2, 4]),
      [scales]: new onnxruntime.Tensor('float32', stored('input_1.pb', 4), [4]),
    });
    return Array.from(results[session.outputNames[0]].data);
  };
  const numbers = stored('input_0.pb', 8);
  const mirrored = Float32Array.from(numbers, (_, i) => numbers[i - (i % 4) + 3 - (i % 4)]);
  const text = (values) => Array.from(values, (value) => value.toFixed(6)).join(',');
  console.log(text(stored('output_0.pb', 2)), text(await run(numbers)), text(await run(mirrored)));
})();
JS
)
read -r stated computed mirrored <<<"$result"
expect "ONNX's answer" "$stated" = 1.000000,3.142857
expect "ONNX Runtime's answer" "$computed" = 1.000000,4.000000
expect "ONNX Runtime's answer for the mirrored entries" "$mirrored" = 4.000000,1.000000
