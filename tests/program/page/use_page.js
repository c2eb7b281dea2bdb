// Uses a page as a person does: use_page.js CHROMIUM PAGE [FOLDER]. A digit is drawn by mouse and by finger, turned by the
// ring, by a button and by a key; screenshots go to FOLDER. Exits with 1 and says what is wrong.
'use strict';

const assert = require('assert');
const fs = require('fs');
const path = require('path');

const { Chromium } = require('./devtools.js');

const [program, page, folder] = process.argv.slice(2);

// A seven, in parts of the picture's width and height.
const seven = [
  [[0.28, 0.26], [0.4, 0.25], [0.55, 0.25], [0.69, 0.25], [0.64, 0.38], [0.58, 0.5], [0.53, 0.62], [0.49, 0.77]],
];

// The box of an element of the page: {x, y, width, height} in the window.
function boxOf(chromium, selector) {
  const text = JSON.stringify(selector);
  return chromium.evaluate(`(() => {
    const element = document.querySelector(${text});
    element.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  })()`);
}

async function draw(chromium, strokes, finger) {
  const box = await boxOf(chromium, '#canvas');
  for (const points of strokes) {
    await chromium.stroke(
      points.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height]),
      finger,
    );
  }
}

async function click(chromium, selector) {
  const box = await boxOf(chromium, selector);
  await chromium.stroke([[box.x + box.width / 2, box.y + box.height / 2]]);
}

// Drags the ring's knob from the angle `from` to `to`, in degrees counterclockwise from the top.
async function dragRing(chromium, from, to, finger) {
  const box = await boxOf(chromium, '#ring');
  const at = (angle) => {
    const radians = (angle * Math.PI) / 180;
    return [
      box.x + box.width * (0.5 - 0.46 * Math.sin(radians)),
      box.y + box.height * (0.5 - 0.46 * Math.cos(radians)),
    ];
  };
  const steps = 12;
  const points = Array.from({ length: steps + 1 }, (_, i) => at(from + ((to - from) * i) / steps));
  await chromium.stroke(points, finger);
}

// What the page shows when it has come to rest: the texts of the table's cells, row by row, and the lines next to it.
async function shown(chromium) {
  // Two frames and the pause before the bits are compared.
  await chromium.evaluate('new Promise((done) => setTimeout(() => requestAnimationFrame(done), 700))');
  return chromium.evaluate(`(() => {
    const rows = [...document.querySelectorAll('#table tbody tr')];
    return {
      rows: rows.map((row) => [...row.cells].slice(1).map((cell) => cell.style.getPropertyValue('--share'))),
      marginals: [...document.querySelectorAll('#table tfoot td')].map((cell) => cell.textContent),
      logits: [...new Uint32Array(state.last.logits.buffer)],
      best: state.last.best,
      answer: document.getElementById('answer').textContent,
      bits: document.getElementById('bits').textContent,
      tally: document.getElementById('tally').textContent,
      problem: document.getElementById('problem').textContent,
      ink: picture.values.reduce((sum, value) => sum + value, 0),
    };
  })()`);
}

// That what is shown after the move by `g` is what was shown before, with row h in row g h.
function expectMoved(facts, before, after, g, how) {
  const classes = facts.classes.length;
  facts.elements.forEach((_, h) => {
    const to = facts.product[g][h];
    assert.deepStrictEqual(after.rows[to], before.rows[h], `${how}: row ${h} is not in row ${to}`);
    assert.deepStrictEqual(
      after.logits.slice(to * classes, (to + 1) * classes),
      before.logits.slice(h * classes, (h + 1) * classes),
      `${how}: bits of row ${h}`,
    );
  });
  const moved = before.best.map((label) => ({ element: facts.product[g][label.element], class: label.class }));
  const sorted = (labels) => labels.map(({ element, class: c }) => `${element} ${c}`).sort();
  assert.deepStrictEqual(sorted(after.best), sorted(moved), `${how}: best answers`);
  assert.deepStrictEqual(after.marginals, before.marginals, `${how}: marginals`);
  expectExact(after, how);
}

// Less than any stroke across the picture leaves.
function leastInk({ rows, columns }) {
  return 0.02 * rows * columns;
}

function expectExact(seen, how) {
  assert.match(seen.bits, /^0 of [1-9]/, `${how}: differing bits`);
  assert.match(seen.tally, /: 0 of /, `${how}: differing bits since the page was opened`);
  assert.strictEqual(seen.problem, '', how);
}

async function useByMouse(chromium, facts, keep) {
  expectExact(await shown(chromium), 'the example');
  await keep('example');
  await click(chromium, '#clear');
  const empty = await shown(chromium);
  assert.strictEqual(empty.ink, 0, 'Clear');
  // Nothing is left alone by every element: no pose is better than another.
  assert.strictEqual(empty.best.length % facts.elements.length, 0, 'the best answers of the empty picture');

  await draw(chromium, seven, false);
  const drawn = await shown(chromium);
  await keep('drawn');
  assert.ok(drawn.ink > leastInk(facts), 'nothing was drawn');
  assert.notDeepStrictEqual(drawn.logits, empty.logits, 'the drawing changed no answer');
  expectExact(drawn, 'the drawing');
  if (facts.trained && facts.classes.join('') === '0123456789') {
    assert.strictEqual(facts.classes[drawn.best[0].class], '7', `the seven is taken for ${drawn.answer}`);
  }
  return drawn;
}

async function turn(chromium, facts, drawn) {
  let before = drawn;
  const turns = facts.elements.map((element, g) => ({ ...element, g })).filter(({ angle }) => angle > 0);
  if (turns.length > 0) {
    // A free angle, nearest to the first turn: the network sees that turn.
    const { g, angle } = turns.sort((a, b) => a.angle - b.angle)[0];
    await dragRing(chromium, 0, angle - 20, false);
    const after = await shown(chromium);
    expectMoved(facts, before, after, g, `the ring to ${angle - 20} degrees`);
    before = after;
    await chromium.evaluate("document.getElementById('ring').focus()");
    await chromium.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'ArrowLeft', code: 'ArrowLeft' });
    const pressed = await shown(chromium);
    expectMoved(facts, before, pressed, g, 'the key on the ring');
    before = pressed;
  }
  for (const element of facts.elements.filter((_, g) => facts.product[g][g] !== g)) {
    await click(chromium, `[data-element="${element.name}"]`);
    const after = await shown(chromium);
    expectMoved(facts, before, after, facts.elements.indexOf(element), `the button ${element.name}`);
    before = after;
  }
  await click(chromium, '#symmetrize');
  const whole = await shown(chromium);
  assert.strictEqual(whole.best.length % facts.elements.length, 0, 'a symmetric picture has every pose');
  expectExact(whole, 'Symmetrize');
}

async function useByFinger(chromium, facts) {
  const phone = { width: 390, height: 844, deviceScaleFactor: 2, mobile: true };
  await chromium.send('Emulation.setDeviceMetricsOverride', phone);
  await chromium.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await chromium.send('Page.reload');
  await chromium.until("document.readyState === 'complete' && document.body.classList.contains('ready')");
  assert.ok(
    await chromium.evaluate(`document.documentElement.scrollWidth <= ${phone.width}`),
    'the page is wider than a phone',
  );
  await click(chromium, '#clear');
  await draw(chromium, seven, true);
  const drawn = await shown(chromium);
  assert.ok(drawn.ink > leastInk(facts), 'nothing was drawn by finger');
  const turned = facts.elements.findIndex(({ angle }) => angle > 0 && angle <= 180);
  if (turned >= 0) {
    await dragRing(chromium, 0, facts.elements[turned].angle, true);
    expectMoved(facts, drawn, await shown(chromium), turned, 'the ring by finger');
  }
}

// A picture as a file, dark on light and three times as large.
async function readFile(chromium) {
  await chromium.evaluate(`(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 90;
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, 90, 90);
    context.fillStyle = 'black';
    context.fillRect(40, 20, 10, 50);
    const blob = await new Promise((done) => canvas.toBlob(done));
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], 'stroke.png', { type: 'image/png' }));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  })()`);
  const seen = await shown(chromium);
  expectExact(seen, 'a file');
  const share = seen.ink / (await chromium.evaluate('picture.values.length'));
  assert.ok(share > 0.02 && share < 0.3, `${share} of the picture is ink`);
  await chromium.evaluate("readFile(new File(['no picture'], 'words.txt'))");
  assert.match((await shown(chromium)).problem, /^words.txt is no picture/);
}

// Requests for anything but the file itself and what is made in the page.
function expectNoOutside(chromium) {
  const urls = chromium.events
    .filter(({ method }) => method === 'Network.requestWillBeSent')
    .map(({ params }) => params.request.url)
    .filter((url) => !/^(file|blob|data):/.test(url));
  assert.deepStrictEqual(urls, []);
  const faults = chromium.events.filter(
    ({ method, params }) =>
      method === 'Runtime.exceptionThrown' || (method === 'Log.entryAdded' && params.entry.level === 'error'),
  );
  assert.deepStrictEqual(faults, []);
}

async function main() {
  const chromium = await Chromium.open(program, page);
  try {
    await chromium.send('Emulation.setDeviceMetricsOverride', { width: 1200, height: 1100, deviceScaleFactor: 1, mobile: false });
    await chromium.until("document.readyState === 'complete' && document.body.classList.contains('ready')");
    const facts = await chromium.evaluate('facts');
    const keep = (name) => folder && chromium.screenshot(path.join(folder, `${name}.png`));
    const drawn = await useByMouse(chromium, facts, keep);
    await turn(chromium, facts, drawn);
    await keep('symmetric');
    await readFile(chromium);
    await useByFinger(chromium, facts);
    await keep('phone');
    expectNoOutside(chromium);
    console.log(`${facts.name}: drawn and turned by mouse, key and finger; ${(await shown(chromium)).tally}`);
  } finally {
    await chromium.close();
  }
}

if (folder) {
  fs.mkdirSync(folder, { recursive: true });
}
main().catch((error) => {
  console.error(error.stack);
  process.exit(1);
});
