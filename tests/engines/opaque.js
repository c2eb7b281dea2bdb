// Whether files that `equivarify lift --opaque` wrote are exact in ONNX Runtime: opaque.js PACKAGE FOLDER...; NODE_PATH names
// the folder of the npm package PACKAGE. Each FOLDER holds original.onnx, lifted.onnx and network.json, as
// onnx_opaque_prepare writes them. Copy h of f(x) must have the bits of F(h^-1 x), F being the original in the same
// engine and setting, and f(g x) those of g f(x). Exits with 1 if a number differs, or if no two copies do.
'use strict';

const fs = require('fs');

const [packageName, ...folders] = process.argv.slice(2);
const onnxruntime = require(packageName);
const levels = ['disabled', 'basic', 'extended', 'layout', 'all'];
const threadCounts = [1, 2, 3];

// h^-1 x for the element h = r^k, r being the generator: entry i of r x comes from entry sources[i].
function movedBack(values, sources, k) {
  let result = values;
  for (let i = 0; i < k; ++i) {
    const before = new Float32Array(values.length);
    sources.forEach((source, place) => { before[source] = result[place]; });
    result = before;
  }
  return result;
}

function differing(a, b) {
  const bits = (values) => new Uint32Array(values.slice().buffer);
  const expected = bits(b);
  if (a.length !== b.length) throw new Error(`${a.length} numbers, expected ${b.length}`);
  return bits(a).reduce((count, value, i) => count + Number(value !== expected[i]), 0);
}

// Copy `copy` of `tensor`, whose second extent counts copies.
function copyOf(tensor, copy) {
  const [first, copies, ...rest] = tensor.dims;
  const size = rest.reduce((a, b) => a * b, 1);
  const values = [];
  for (let i = 0; i < first; ++i) {
    values.push(...tensor.data.slice((i * copies + copy) * size, (i * copies + copy + 1) * size));
  }
  return Float32Array.from(values);
}

async function sessionOf(file, level, threads) {
  return onnxruntime.InferenceSession.create(fs.readFileSync(file), {
    executionProviders: ['cpu'],
    graphOptimizationLevel: level,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
}

async function run(session, values, shape) {
  const results = await session.run({ [session.inputNames[0]]: new onnxruntime.Tensor('float32', values, shape) });
  return results[session.outputNames[0]];
}

async function checkSetting(folder, network, level, threads) {
  const original = await sessionOf(`${folder}/original.onnx`, level, threads);
  const lifted = await sessionOf(`${folder}/lifted.onnx`, level, threads);
  const { shape, sources, order } = network;
  const x = Float32Array.from(sources, (_, i) => Math.sin(3 * i + 1));
  const counts = { values: 0, differ: 0, apart: 0 };
  const straight = await run(lifted, x, shape);
  for (let g = 0; g < order; ++g) {
    const moved = movedBack(x, sources, (order - g) % order); // r^g x
    const turned = await run(lifted, moved, shape);
    for (let h = 0; h < order; ++h) {
      const { data } = await run(original, movedBack(moved, sources, h), shape);
      counts.values += 2 * data.length;
      counts.differ += differing(copyOf(turned, h), data);
      counts.differ += differing(copyOf(turned, h), copyOf(straight, (h + order - g) % order));
      counts.apart += h > 0 ? differing(copyOf(turned, h), copyOf(turned, 0)) : 0;
    }
  }
  await original.release();
  await lifted.release();
  return counts;
}

async function main() {
  let differ = 0;
  for (const folder of folders) {
    const network = JSON.parse(fs.readFileSync(`${folder}/network.json`, 'utf8'));
    const total = { values: 0, differ: 0, apart: 0 };
    for (const level of levels) {
      for (const threads of threadCounts) {
        const counts = await checkSetting(folder, network, level, threads);
        for (const name of Object.keys(total)) total[name] += counts[name];
      }
    }
    differ += total.differ + Number(total.apart === 0);
    console.log(`${folder}: ${total.differ} of ${total.values} numbers differ, ${total.apart} between copies`);
  }
  process.exitCode = differ > 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 2;
});
