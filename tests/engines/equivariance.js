// Counts the numbers in which f(g x) and g f(x) differ in their bits, f being an ONNX file in ONNX Runtime.
// equivariance.js PACKAGE FOLDER...; NODE_PATH names the folder of the npm package PACKAGE, onnxruntime-node or
// onnxruntime-web. Each FOLDER holds model.onnx and network.json, as onnx_engine_prepare writes them. Prints a line for
// each folder and exits with 1 if a number differs anywhere, with 2 if a logit is wrong.
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

function turn(images, permutation) {
  const size = permutation.length;
  return images.map((_, i) => images[i - (i % size) + permutation[i % size]]);
}

function bits(values) {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}

// The numbers of f(g x) that are not those of (g y)(h) = y(g^-1 h), y = f(x).
function differing(network, g, turned, plain) {
  const { product, classes } = network;
  const order = product.length;
  const inverse = product[g].indexOf(0);
  const [found, expected] = [bits(turned), bits(plain)];
  return found.reduce((count, value, i) => {
    const image = Math.floor(i / (order * classes));
    const h = Math.floor(i / classes) % order;
    return count + Number(value !== expected[(image * order + product[inverse][h]) * classes + (i % classes)]);
  }, 0);
}

async function check(session, network, batch) {
  const size = network.input.reduce((a, b) => a * b, 1);
  const images = randomNumbers(batch * size);
  const run = async (values) => {
    const tensor = new onnxruntime.Tensor('float32', values, [batch, ...network.input]);
    return (await session.run({ images: tensor })).logits.data.slice();
  };
  const plain = await run(images);
  const counts = { values: 0, differ: 0 };
  for (let g = 0; g < network.product.length; ++g) {
    const turned = await run(turn(images, network.input_permutations[g]));
    counts.values += turned.length;
    counts.differ += differing(network, g, turned, plain);
  }
  return counts;
}

// Whether the engine computes what the reference evaluator does, to rounding.
async function isRight(session, network) {
  const tensor = new onnxruntime.Tensor('float32', Float32Array.from(network.image), [1, ...network.input]);
  const { logits } = await session.run({ images: tensor });
  const largest = Math.max(...network.logits.map(Math.abs));
  return network.logits.every((expected, i) => Math.abs(logits.data[i] - expected) <= 1e-4 * largest);
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
      if (!(await isRight(session, network))) throw new Error(`${folder}: the logits are wrong at level ${level}`);
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
