// Generated C99 as WebAssembly: wasm.js FILE NAME INPUTS OUTPUTS. FILE exports NAME_forward, memory and __heap_base.
// Reads inputs from standard input, floats of 32 bits, and writes what comes out for each.
// wasm.js --version prints the version.
'use strict';

const fs = require('fs');

function main([file, name, inputText, outputText]) {
  const [inputs, outputs] = [Number(inputText), Number(outputText)];
  const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(file)), {});
  for (const needed of [`${name}_forward`, 'memory', '__heap_base']) {
    if (!(needed in wasm)) throw new Error(`${file} exports no ${needed}`);
  }
  const input = (wasm.__heap_base.value + 15) & ~15;
  const output = input + 4 * inputs;
  const missing = output + 4 * outputs - wasm.memory.buffer.byteLength;
  if (missing > 0) wasm.memory.grow(Math.ceil(missing / 65536));

  const bytes = fs.readFileSync(0);
  const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  if (numbers.length % inputs !== 0) throw new Error(`the network takes ${inputs} numbers, found ${numbers.length} in all`);
  const answers = new Float32Array((numbers.length / inputs) * outputs);
  for (let n = 0; n * inputs < numbers.length; ++n) {
    new Float32Array(wasm.memory.buffer, input, inputs).set(numbers.subarray(n * inputs, (n + 1) * inputs));
    wasm[`${name}_forward`](input, output);
    answers.set(new Float32Array(wasm.memory.buffer, output, outputs), n * outputs);
  }
  fs.writeSync(1, Buffer.from(answers.buffer));
}

if (process.argv[2] === '--version') {
  console.log(process.versions.node);
} else {
  main(process.argv.slice(2));
}
