// Counts the numbers in which f(g x) and g f(x) differ in their bits, f being an ONNX file in ONNX Runtime.
// equivariance.js PACKAGE FOLDER...; NODE_PATH names the folder of the npm package PACKAGE, onnxruntime-node or
// onnxruntime-web. Each FOLDER holds model.onnx and network.json, as onnx_engine_prepare writes them. Prints a line for
// each folder and exits with 1 if a number differs anywhere, with 2 if a value is wrong.
'use strict';

const fs = require('fs');

const [packageName, ...folders] = process.argv.slice(2);
const onnxruntime = require(packageName);
const isWeb = packageName === 'onnxruntime-web';
const levels = isWeb ? ['disabled', 'basic', 'extended', 'all'] : ['disabled', 'basic', 'extended', 'layout', 'all'];
// The web build takes the number of threads once for a process.
const threadCounts = isWeb ? [Number(process.env.EQUIVARIFY_WEB_THREADS || 1)] : [1, 2, 3];
const batches = [1, 3, 8];

// Numbers from [0, 1) by the generator mulberry32, so that a run can be repeated.
function randomNumbers(count) {
  let state = 1;
  return Float32Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  });
}

// The values one after another in `values`, each moved by `places`: entry i comes from entry sources[i], negated where
// negated[i]; a zero has no sign.
function move(values, places) {
  const size = places.sources.length;
  return values.map((_, i) => {
    const value = values[i - (i % size) + places.sources[i % size]];
    return places.negated[i % size] ? 0 - value : value;
  });
}

function bits(values) {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}

// The numbers in which `a` and `b` differ in a bit.
function differing(a, b) {
  const expected = bits(b);
  return bits(a).reduce((count, value, i) => count + Number(value !== expected[i]), 0);
}

async function check(session, network, batch) {
  const size = network.input.reduce((a, b) => a * b, 1);
  const images = randomNumbers(batch * size);
  const run = async (values) => {
    const tensor = new onnxruntime.Tensor('float32', values, [batch, ...network.input]);
    const results = await session.run({ images: tensor });
    return Object.fromEntries(Object.entries(results).map(([name, result]) => [name, result.data.slice()]));
  };
  const plain = await run(images);
  const counts = { values: 0, differ: 0 };
  for (let g = 0; g < network.input_action.length; ++g) {
    const turned = await run(move(images, network.input_action[g]));
    for (const [name, { action }] of Object.entries(network.outputs)) {
      counts.values += turned[name].length;
      counts.differ += differing(turned[name], move(plain[name], action[g]));
    }
  }
  return counts;
}

// Whether the engine computes what the reference evaluator does: to rounding, or to the bit where that is said.
async function isRight(session, network) {
  const tensor = new onnxruntime.Tensor('float32', Float32Array.from(network.image), [1, ...network.input]);
  const results = await session.run({ images: tensor });
  return Object.entries(network.outputs).every(([name, { values, exact }]) => {
    if (exact) return differing(results[name].data, Float32Array.from(values)) === 0;
    const largest = Math.max(...values.map(Math.abs));
    return values.every((expected, i) => Math.abs(results[name].data[i] - expected) <= 1e-4 * largest);
  });
}

async function checkFolder(folder) {
  const network = JSON.parse(fs.readFileSync(`${folder}/network.json`, 'utf8'));
  const model = fs.readFileSync(`${folder}/model.onnx`);
  const total = { values: 0, differ: 0, settings: 0, inexact: [] };
  for (const level of levels) {
    for (const threads of threadCounts) {
      const session = await onnxruntime.InferenceSession.create(model, {
        executionProviders: [isWeb ? 'wasm' : 'cpu'],
        graphOptimizationLevel: level,
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
      });
      if (!(await isRight(session, network))) throw new Error(`${folder}: the values are wrong at level ${level}`);
      for (const batch of batches) {
        const { values, differ } = await check(session, network, batch);
        total.values += values;
        total.differ += differ;
        total.settings += 1;
        if (differ > 0) total.inexact.push(`${level}/${threads}/${batch}`);
      }
      await session.release();
    }
  }
  return total;
}

async function main() {
  if (isWeb) onnxruntime.env.wasm.numThreads = threadCounts[0];
  console.log(`${packageName} ${onnxruntime.env.versions[isWeb ? 'web' : 'node']}, levels ${levels.join(' ')}, threads ${threadCounts.join(' ')}, batches ${batches.join(' ')}`);
  let differ = 0;
  for (const folder of folders) {
    const total = await checkFolder(folder);
    differ += total.differ;
    const where = total.inexact.length > 0 ? `; in ${total.inexact.length} settings, the first ${total.inexact[0]}` : '';
    console.log(`${folder}: ${total.differ} of ${total.values} numbers differ in ${total.settings} settings${where}`);
  }
  process.exitCode = differ > 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 2;
});
