// An ONNX file in ONNX Runtime, as a program that reads floats and writes floats as those of `equivarify agree --program` do:
// program_onnxruntime.js PACKAGE MODEL BATCH, PACKAGE being onnxruntime-node or onnxruntime-web. One thread.
'use strict';

const fs = require('fs');

const [packageName, file, batchText] = process.argv.slice(2);
const onnxruntime = require(packageName);
onnxruntime.env.logLevel = 'error';

async function main(batch) {
  onnxruntime.env.wasm.numThreads = 1;
  const session = await onnxruntime.InferenceSession.create(fs.readFileSync(file), {
    executionProviders: [packageName === 'onnxruntime-web' ? 'wasm' : 'cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const [input] = session.inputMetadata;
  const extents = input.shape.slice(1);
  const size = extents.reduce((a, b) => a * b, 1);
  const bytes = fs.readFileSync(0);
  const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  for (let first = 0; first * size < numbers.length; first += batch) {
    const count = Math.min(batch, numbers.length / size - first);
    const values = numbers.slice(first * size, (first + count) * size);
    const results = await session.run({ [input.name]: new onnxruntime.Tensor('float32', values, [count, ...extents]) });
    const { data } = results[session.outputNames[0]];
    fs.writeSync(1, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  }
}

main(Number(batchText)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
