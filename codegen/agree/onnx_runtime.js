// An ONNX file in ONNX Runtime: onnx_runtime.js MODEL BATCH THREADS LEVEL
// Reads inputs from standard input, floats of 32 bits, and writes what comes out for each: all outputs one after another.
// onnx_runtime.js --version prints the version.
'use strict';

const fs = require('fs');
const onnxruntime = require('onnxruntime-node');

// The floats that an input with this shape takes from one array, and the extents after the batch.
function sizes(input) {
  const extents = input.shape.slice(1);
  if (input.type !== 'float32' || !extents.every(Number.isInteger)) {
    throw new Error(`the input ${input.name} is ${input.type} [${input.shape}]; expected floats whose batch alone is open`);
  }
  return { name: input.name, extents, size: extents.reduce((a, b) => a * b, 1) };
}

async function main([file, batchText, threadText, level]) {
  const session = await onnxruntime.InferenceSession.create(file, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: level,
    intraOpNumThreads: Number(threadText),
    interOpNumThreads: 1,
  });
  const inputs = session.inputMetadata.map(sizes);
  const fixed = session.inputMetadata[0].shape[0];
  const batch = Number.isInteger(fixed) ? fixed : Number(batchText);
  const bytes = fs.readFileSync(0);
  const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const width = inputs.reduce((sum, input) => sum + input.size, 0);
  if (numbers.length % width !== 0) throw new Error(`the model takes ${width} numbers, found ${numbers.length} in all`);
  for (let first = 0; first * width < numbers.length; first += batch) {
    const count = Math.min(batch, numbers.length / width - first);
    if (Number.isInteger(fixed) && count !== fixed) throw new Error(`the model takes ${fixed} inputs at once, ${count} are left`);
    const feeds = {};
    let offset = 0;
    for (const { name, extents, size } of inputs) {
      const values = new Float32Array(count * size);
      for (let n = 0; n < count; ++n) {
        const start = (first + n) * width + offset;
        values.set(numbers.subarray(start, start + size), n * size);
      }
      feeds[name] = new onnxruntime.Tensor('float32', values, [count, ...extents]);
      offset += size;
    }
    const results = await session.run(feeds);
    for (let n = 0; n < count; ++n) {
      for (const name of session.outputNames) {
        const data = results[name].data;
        const size = data.length / count;
        const row = data.slice(n * size, (n + 1) * size);
        fs.writeSync(1, Buffer.from(row.buffer, row.byteOffset, row.byteLength));
      }
    }
  }
}

if (process.argv[2] === '--version') {
  console.log(onnxruntime.env.versions.node);
} else {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
