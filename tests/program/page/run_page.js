// What a page's network computes, in Node: run_page.js PAGE WHAT
//   weights FILE          writes its weight file
//   logits PICTURES       prints the bits of the answers to the pictures in that file, one number in a line
//   turned PICTURES       prints the bits in which f(g x) and g f(x) differ, of how many, over all pictures
//   turned_wrongly PICTURES   the same by a table of products in which two elements are exchanged
//   damaged               prints what is said of weights without their last byte
'use strict';

const fs = require('fs');

const { PageInNode } = require('./page_in_node.js');

const [file, what, argument] = process.argv.slice(2);
const page = new PageInNode(file);

function picturesIn(name) {
  const bytes = fs.readFileSync(name);
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const size = page.facts.rows * page.facts.columns;
  return Array.from({ length: numbers.length / size }, (_, i) => numbers.slice(i * size, (i + 1) * size));
}

async function printLogits() {
  const network = await page.open();
  for (const picture of picturesIn(argument)) {
    for (const word of new Uint32Array(network.answer(picture).logits.buffer)) {
      console.log(word.toString(16).padStart(8, '0'));
    }
  }
}

async function printDiffering(facts) {
  const network = await page.open({ facts });
  const counts = picturesIn(argument).map((picture) => network.differingBits(picture));
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`${sum('differing')} of ${sum('compared')}`);
}

// The products with the names of the last two elements exchanged in what is moved, not in what moves.
function exchanged(product) {
  const last = product.length - 1;
  const other = (g) => (g === last ? last - 1 : g === last - 1 ? last : g);
  return product.map((row) => row.map((_, h) => row[other(h)]));
}

async function printOfDamaged() {
  try {
    await page.open({ weights: page.weights.slice(0, -1) });
    console.log('taken');
  } catch (error) {
    console.log(error.message);
  }
}

const actions = {
  weights: () => fs.writeFileSync(argument, page.weights),
  logits: printLogits,
  turned: () => printDiffering(page.facts),
  turned_wrongly: () => printDiffering({ ...page.facts, product: exchanged(page.facts.product) }),
  damaged: printOfDamaged,
};
Promise.resolve(actions[what]()).catch((error) => {
  console.error(error.stack);
  process.exit(1);
});
