// The C99 of `equivarify generate --target c` as WebAssembly, as a program that reads floats and writes floats:
// program_wasm.js FILE NAME INPUTS OUTPUTS, FILE exporting NAME_forward, memory and __heap_base.
'use strict';

const fs = require('fs');

const [file, name, inputText, outputText] = process.argv.slice(2);
const [inputs, outputs] = [Number(inputText), Number(outputText)];
const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(file)), {});

const input = (wasm.__heap_base.value + 15) & ~15;
const output = input + 4 * inputs;
const missing = output + 4 * outputs - wasm.memory.buffer.byteLength;
if (missing > 0) wasm.memory.grow(Math.ceil(missing / 65536));

const bytes = fs.readFileSync(0);
const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const answers = new Float32Array((numbers.length / inputs) * outputs);
for (let n = 0; n * inputs < numbers.length; ++n) {
  new Float32Array(wasm.memory.buffer, input, inputs).set(numbers.subarray(n * inputs, (n + 1) * inputs));
  wasm[`${name}_forward`](input, output);
  answers.set(new Float32Array(wasm.memory.buffer, output, outputs), n * outputs);
}
fs.writeSync(1, Buffer.from(answers.buffer));
