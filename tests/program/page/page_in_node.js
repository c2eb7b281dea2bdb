// A page without a browser: the lines of its network, its code, its weights and its facts, as Node runs them.
'use strict';

const fs = require('fs');
const vm = require('vm');

// The content of the script element with this id.
function contentOf(html, id) {
  const found = new RegExp(`<script[^>]*id="${id}"[^>]*>([^]*?)</script>`).exec(html);
  if (!found) {
    throw new Error(`the page has no script element ${id}`);
  }
  return found[1];
}

class PageInNode {
  constructor(file) {
    const html = fs.readFileSync(file, 'utf8');
    const context = vm.createContext({ WebAssembly, TextDecoder, atob, Uint8Array, Float32Array, Uint32Array, DataView });
    vm.runInContext(`${contentOf(html, 'network')}; Object.assign(globalThis, { Network, bytesOfBase64 });`, context);
    this.Network = context.Network;
    this.facts = JSON.parse(contentOf(html, 'facts'));
    this.code = context.bytesOfBase64(contentOf(html, 'code'));
    this.weights = context.bytesOfBase64(contentOf(html, 'weights'));
  }

  // The network, by other weights or facts where they are given.
  open({ weights = this.weights, facts = this.facts } = {}) {
    return this.Network.open(this.code, weights, facts);
  }
}

module.exports = { PageInNode };
