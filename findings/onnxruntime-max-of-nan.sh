#!/usr/bin/env bash
# onnxruntime-node 1.30.0, onnx-proto 8.0.1 (npm), x86-64: gave MaxPool (2x2), GlobalMaxPool and ReduceMax a picture of 4x4
# ones in which one number is NaN, at each of its 16 places in turn, and noted the places from which the NaN comes out.
# Seen: MaxPool keeps it at the last place of its window and drops it at the three others, GlobalMaxPool keeps it at the last
# of 16 places, ReduceMax at the first. AveragePool keeps it everywhere.
# Why it matters: the largest of finite numbers does not depend on their order, so max pooling is taken to commute with turns
# to the bit. With a NaN the answer is finite or not by how the picture is turned, and a network that diverged can look
# sound on upright pictures.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.bash"
needs sse2
npm_packages onnxruntime-node@1.30.0 onnx-proto@8.0.1

result=$(in_npm node - <<'JS'
const onnxruntime = require('onnxruntime-node');
const { onnx } = require('onnx-proto');

const FLOAT = 1, INTS = 7;
const value = (name, shape) =>
  ({ name, type: { tensorType: { elemType: FLOAT, shape: { dim: shape.map((dimValue) => ({ dimValue })) } } } });

// The places of a picture from which a NaN comes out of the operator.
async function kept(opType, attributes, shape) {
  const attribute = Object.entries(attributes).map(([name, ints]) => ({ name, type: INTS, ints }));
  const node = { opType, input: ['x'], output: ['y'], attribute };
  const graph = { name: 'graph', node: [node], input: [value('x', [1, 1, 4, 4])], output: [value('y', shape)] };
  const model = onnx.ModelProto.encode({ irVersion: 8, opsetImport: [{ version: 13 }], graph }).finish();
  const session = await onnxruntime.InferenceSession.create(Buffer.from(model), { intraOpNumThreads: 1 });
  let places = '';
  for (let place = 0; place < 16; ++place) {
    const numbers = Float32Array.from({ length: 16 }, (_, i) => (i === place ? NaN : 1));
    const { y } = await session.run({ x: new onnxruntime.Tensor('float32', numbers, [1, 1, 4, 4]) });
    places += y.data.some(Number.isNaN) ? 'N' : '.';
  }
  return places;
}

(async () => {
  const windows = { kernel_shape: [2, 2], strides: [2, 2] };
  console.log(await kept('MaxPool', windows, [1, 1, 2, 2]), await kept('GlobalMaxPool', {}, [1, 1, 1, 1]),
    await kept('ReduceMax', {}, [1, 1, 1, 1]), await kept('AveragePool', windows, [1, 1, 2, 2]));
})();
JS
)
read -r max_pool global_max_pool reduce_max average_pool <<<"$result"
expect 'places of 4x4 whose NaN MaxPool keeps' "$max_pool" = .....N.N.....N.N
expect 'places of 4x4 whose NaN GlobalMaxPool keeps' "$global_max_pool" = ...............N
expect 'places of 4x4 whose NaN ReduceMax keeps' "$reduce_max" = N...............
expect 'places of 4x4 whose NaN AveragePool keeps' "$average_pool" = NNNNNNNNNNNNNNNN
