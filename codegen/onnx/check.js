const fs = require('fs');
const path = require('path');
const onnxruntime = require('onnxruntime-node');

// The tensor in a .pb file, a TensorProto of ONNX: its fields 1, 8 and 9 are extents, name, and floats of 32 bits.
function readTensor(file) {
  const bytes = fs.readFileSync(file);
  const tensor = { extents: [] };
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      value += (byte % 128) * unit;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const field = tag >> 3;
    const value = varint();
    if (tag % 8 === 0) {
      if (field === 1) tensor.extents.push(value);
      continue;
    }
    const part = Uint8Array.from(bytes.subarray(at, at + value));
    at += value;
    if (field === 8) tensor.name = Buffer.from(part).toString();
    if (field === 9) tensor.numbers = new Float32Array(part.buffer);
  }
  return tensor;
}

// input_0.pb, input_1.pb, ... or those of the outputs.
function readTensors(folder, role) {
  const tensors = [];
  for (;;) {
    const file = path.join(folder, `${role}_${tensors.length}.pb`);
    if (!fs.existsSync(file)) return tensors;
    tensors.push(readTensor(file));
  }
}

const sizeOf = (tensor) => tensor.numbers.length / tensor.extents[0];

// One row of numbers for each input of the batch: what the tensors have of it, one after another.
function rowsOf(tensors) {
  return Array.from({ length: tensors[0].extents[0] }, (_, n) =>
    Float32Array.from(tensors.flatMap((tensor) => [...tensor.numbers.subarray(n * sizeOf(tensor), (n + 1) * sizeOf(tensor))])));
}

// The rows as tensors like `tensors`, for the engine.
function feedsOf(rows, tensors) {
  const feeds = {};
  let first = 0;
  for (const tensor of tensors) {
    const end = first + sizeOf(tensor);
    const numbers = Float32Array.from(rows.flatMap((row) => [...row.subarray(first, end)]));
    feeds[tensor.name] = new onnxruntime.Tensor('float32', numbers, [rows.length, ...tensor.extents.slice(1)]);
    first = end;
  }
  return feeds;
}

// g times a row: entry i comes from entry sources[i], with the other sign where negated[i]; a zero has no sign.
function moved(row, { sources, negated }, g) {
  return row.map((_, i) => {
    const place = g * row.length + i;
    return negated.length && negated[place] ? 0 - row[sources[place]] : row[sources[place]];
  });
}

const bitsOf = (row) => new Uint32Array(row.buffer, row.byteOffset, row.length);

function differing(a, b) {
  const expected = bitsOf(b);
  return bitsOf(a).reduce((count, value, i) => count + Number(value !== expected[i]), 0);
}

async function main() {
  const folder = path.join(__dirname, `${network.name}_vectors`, 'test_data_set_0');
  const inputs = readTensors(folder, 'input');
  const outputs = readTensors(folder, 'output');
  const session = await onnxruntime.InferenceSession.create(path.join(__dirname, `${network.name}.onnx`));
  const run = async (rows) => {
    const results = await session.run(feedsOf(rows, inputs));
    return rowsOf(outputs.map(({ name }) => ({ extents: results[name].dims, numbers: results[name].data })));
  };
  const rows = rowsOf(inputs);
  const expected = rowsOf(outputs);
  let largest = 0;
  (await run(rows)).forEach((row, n) =>
    row.forEach((number, i) => {
      largest = Math.max(largest, Math.abs(number - expected[n][i])); // what is no number stays
    }));
  let count = 0;
  for (const batch of [1, rows.length]) {
    const some = rows.slice(0, batch);
    const plain = await run(some);
    for (let g = 0; g < network.order; ++g) {
      const turned = await run(some.map((row) => moved(row, network.input, g)));
      turned.forEach((row, n) => {
        count += differing(row, moved(plain[n], network.answer, g));
      });
    }
  }
  console.log(
    `${network.name}: ${rows.length} inputs in ONNX Runtime ${onnxruntime.env.versions.node}, largest difference from the ` +
      `reference ${largest} (rounding: below ${network.rounding}), ${count} numbers of f(g x) and g f(x) differ`);
  process.exitCode = largest <= network.rounding && count === 0 ? 0 : 1;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
