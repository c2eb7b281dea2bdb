// ONNX Runtime as an engine of the benchmark; engines.py says what it is asked.
// engine_onnxruntime.js FOLDER THREADS [MODEL]; NODE_PATH names the folder of the npm package onnxruntime-node.
'use strict';

const fs = require('fs');
const readline = require('readline');
const onnxruntime = require('onnxruntime-node');

const [folder, threads, model] = process.argv.slice(2);
const network = JSON.parse(fs.readFileSync(`${folder}/network.json`, 'utf8'));
const bytes = fs.readFileSync(`${folder}/images.f32`);
const images = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const pixels = network.input.reduce((product, extent) => product * extent, 1);

async function load() {
  return onnxruntime.InferenceSession.create(`${folder}/${model ?? network.name}.onnx`, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: Number(threads),
    interOpNumThreads: 1,
  });
}

function inputs(batch) {
  const values = images.subarray(0, batch * pixels);
  return { images: new onnxruntime.Tensor('float32', values, [batch, ...network.input]) };
}

async function time(session, batch, seconds) {
  const feeds = inputs(batch);
  await session.run(feeds);
  const start = process.hrtime.bigint();
  let runs = 0;
  let passed = 0;
  while (passed < seconds) {
    await session.run(feeds);
    runs += 1;
    passed = Number(process.hrtime.bigint() - start) / 1e9;
  }
  return { runs, seconds: passed };
}

async function answer(session, line) {
  const [what, batch, rest] = line.split(' ');
  if (what === 'logits') {
    const { logits } = await session.run(inputs(Number(batch)));
    fs.writeFileSync(rest, Buffer.from(logits.data.buffer, logits.data.byteOffset, logits.data.byteLength));
    return {};
  }
  return time(session, Number(batch), Number(rest));
}

async function main() {
  const session = await load();
  const { version } = require('onnxruntime-node/package.json');
  console.log(JSON.stringify({ version }));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(session, line)));
  }
}

main();
