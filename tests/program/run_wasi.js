// Runs a program for WebAssembly as Node does a native one: run_wasi.js PROGRAM.wasm
'use strict';

const fs = require('fs');
const { WASI } = require('wasi');

const wasi = new WASI({ version: 'preview1' });
const imports = { wasi_snapshot_preview1: wasi.wasiImport };
WebAssembly.instantiate(fs.readFileSync(process.argv[2]), imports).then(({ instance }) => wasi.start(instance));
