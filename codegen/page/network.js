'use strict';

// The network: a WebAssembly module with its weights. Nothing here knows of a page, so that a test runs the same lines
// without one.

function bytesOfBase64(text) {
  return Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
}

// What the module asks of a system. It has no files; what it writes before it ends with an error goes to `said`.
function systemFor(said, memory) {
  const writeAll = (_file, pieces, count, written) => {
    const view = new DataView(memory().buffer);
    let bytes = 0;
    for (let i = 0; i < count; ++i) {
      const begin = view.getUint32(pieces + 8 * i, true);
      const size = view.getUint32(pieces + 8 * i + 4, true);
      said.push(new TextDecoder().decode(new Uint8Array(view.buffer, begin, size)));
      bytes += size;
    }
    view.setUint32(written, bytes, true);
    return 0;
  };
  const cannotSeek = 70; // WASI's number of that error
  return { wasi_snapshot_preview1: { fd_write: writeAll, fd_close: () => 0, fd_seek: () => cannotSeek } };
}

function bitsOf(numbers) {
  return new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length);
}

function countOnes(word) {
  let ones = 0;
  for (let rest = word >>> 0; rest !== 0; rest &= rest - 1) {
    ++ones;
  }
  return ones;
}

class Network {
  // The network of `code` with the weight file `weights`, both Uint8Array. `facts` is what page_facts.cpp wrote.
  static async open(code, weights, facts) {
    const said = [];
    let exports = null;
    const { instance } = await WebAssembly.instantiate(code, systemFor(said, () => exports.memory));
    exports = instance.exports;
    const network = new Network(exports, said, facts);
    network.guarded(() => {
      exports._initialize();
      const place = exports.weight_file(weights.length);
      new Uint8Array(exports.memory.buffer, place, weights.length).set(weights);
      exports.load();
    });
    return network;
  }

  constructor(exports, said, facts) {
    this.exports = exports;
    this.said = said;
    this.facts = facts;
    this.order = facts.elements.length;
    this.classes = facts.classes.length;
    this.pixels = facts.rows * facts.columns;
  }

  // An error of the module ends it; what it said before is the reason.
  guarded(action) {
    try {
      return action();
    } catch (error) {
      throw new Error(this.said.join('').trim() || String(error));
    }
  }

  // A copy: the memory may move when it grows.
  read(Numbers, place, count) {
    return new Numbers(this.exports.memory.buffer, place, count).slice();
  }

  write(picture) {
    new Float32Array(this.exports.memory.buffer, this.exports.picture(), this.pixels).set(picture);
  }

  // g x for the element with the number g.
  moved(picture, g) {
    this.write(picture);
    return this.read(Float32Array, this.exports.move(g), this.pixels);
  }

  get isExact() {
    return this.exports.is_exact() === 1;
  }

  // All that the network says of a picture; entry h * classes + c of `logits` and `probabilities` is that of (h, c).
  answer(picture) {
    return this.guarded(() => {
      const { exports } = this;
      this.write(picture);
      exports.run();
      const pairs = this.read(Uint32Array, exports.best(), 2 * exports.best_count());
      return {
        logits: this.read(Float32Array, exports.logits(), this.order * this.classes),
        probabilities: this.read(Float32Array, exports.probabilities(), this.order * this.classes),
        marginals: this.read(Float64Array, exports.marginals(), this.classes),
        best: Array.from({ length: pairs.length / 2 }, (_, i) => ({ element: pairs[2 * i], class: pairs[2 * i + 1] })),
        classProbability: exports.class_probability(),
        poseProbability: exports.pose_probability(),
      };
    });
  }

  // The element g h.
  product(g, h) {
    return this.facts.product[g][h];
  }

  // The bits in which f(g x) and g f(x) differ, over every g. Row g h of f(g x) is run anew and compared with row h of
  // f(x), here and not in the module, which so cannot judge itself.
  differingBits(picture) {
    const before = bitsOf(this.answer(picture).logits);
    let differing = 0;
    for (let g = 0; g < this.order; ++g) {
      const after = bitsOf(this.answer(this.moved(picture, g)).logits);
      for (let h = 0; h < this.order; ++h) {
        for (let c = 0; c < this.classes; ++c) {
          const there = after[this.product(g, h) * this.classes + c];
          differing += countOnes(there ^ before[h * this.classes + c]);
        }
      }
    }
    return { differing, compared: 32 * this.order * this.order * this.classes };
  }
}
