// An ONNX file in ONNX Runtime, as a program that reads floats and writes floats as those of `equivarify agree --program` do:
// program_onnxruntime.js PACKAGE MODEL BATCH [MAPPING], PACKAGE being onnxruntime-node or onnxruntime-web. One thread. With MAPPING,
// the mapping.json of a lift, numbers come and go in the order of the spec, and the input has the size that was lifted.
'use strict';

const fs = require('fs');

const [packageName, file, batchText, mappingFile] = process.argv.slice(2);
const onnxruntime = require(packageName);
onnxruntime.env.logLevel = 'error';

const mapping = mappingFile && JSON.parse(fs.readFileSync(mappingFile, 'utf8'));

// Arrays in the order of the file, of those that stand in `values` in the order of the spec.
function toFile(values) {
  if (!mapping) return values;
  const { order } = mapping.input;
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; ++i) {
    const place = i % order.length;
    result[i - place + order[place]] = values[i];
  }
  return result;
}

// The data of an answer to one array; of a file of `lift --opaque`, whose second extent counts copies, one copy after another.
function copiesFirst({ data, dims }) {
  if (!mapping || dims.length !== mapping.output.file_shape.length + 1) return data;
  const [first, copies, ...rest] = dims;
  const size = rest.reduce((a, b) => a * b, 1);
  const result = new Float32Array(data.length);
  for (let i = 0; i < first * copies; ++i) {
    const copy = i % copies;
    result.set(data.subarray(i * size, (i + 1) * size), (copy * first + (i - copy) / copies) * size);
  }
  return result;
}

// The other way round: copy after copy of answers.
function fromFile(values) {
  if (!mapping) return values;
  const { order } = mapping.output;
  return Float32Array.from(values, (_, i) => values[i - (i % order.length) + order[i % order.length]]);
}

async function main(batch) {
  onnxruntime.env.wasm.numThreads = 1;
  const session = await onnxruntime.InferenceSession.create(fs.readFileSync(file), {
    executionProviders: [packageName === 'onnxruntime-web' ? 'wasm' : 'cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const [input] = session.inputMetadata;
  const [first, ...extents] = mapping ? mapping.input.file_shape : [1, ...input.shape.slice(1)];
  const size = extents.reduce((a, b) => a * b, first);
  const bytes = fs.readFileSync(0);
  const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  for (let start = 0; start * size < numbers.length; start += batch) {
    const count = Math.min(batch, numbers.length / size - start);
    const values = toFile(numbers.slice(start * size, (start + count) * size));
    const results = await session.run({ [input.name]: new onnxruntime.Tensor('float32', values, [count * first, ...extents]) });
    const data = fromFile(copiesFirst(results[session.outputNames[0]]));
    fs.writeSync(1, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  }
}

main(Number(batchText)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
