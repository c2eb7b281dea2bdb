'use strict';

// What the page does: it draws, turns, asks the network, and shows what it says.

const byId = (id) => document.getElementById(id);
const facts = JSON.parse(byId('facts').textContent);
const picture = new Picture(facts.rows, facts.columns);
const canvas = byId('canvas');
const table = new AnswerTable(byId('table'), facts);
const checkDelay = 150; // after the last change, in milliseconds
const exampleStrokes = [
  [[0.66, 0.22], [0.4, 0.22], [0.37, 0.46], [0.54, 0.43], [0.65, 0.53], [0.64, 0.68], [0.53, 0.77], [0.36, 0.74]],
];

const state = { network: null, scheduled: false, check: 0, pictures: 0, compared: 0, differing: 0, last: null };

// ---- what the network says ---------------------------------------------------------------------------------------

function nameOf(element) {
  return facts.elements[element].label;
}

// Such as `8 at 0° or 180°`: a class with all its equally good poses; several classes where they are equal.
function sentenceOf(best) {
  const classes = [...new Set(best.map((label) => label.class))];
  return classes
    .map((c) => {
      const poses = best.filter((label) => label.class === c).map(({ element }) => nameOf(element));
      return `${facts.classes[c]} at ${poses.join(' or ')}`;
    })
    .join(', or ');
}

function setOf(best) {
  const pairs = best.map((label) => `(${nameOf(label.element)}, ${facts.classes[label.class]})`);
  return `{${pairs.join(', ')}}`;
}

function inWords(probability) {
  return `${(100 * probability).toFixed(1)} %`;
}

function showAnswer() {
  const begin = performance.now();
  const answer = state.network.answer(picture.values);
  const milliseconds = performance.now() - begin;
  byId('answer').textContent = sentenceOf(answer.best);
  byId('best').textContent = setOf(answer.best);
  const together = answer.best.length > 1 ? ', equal to the last bit' : '';
  byId('sureness').textContent =
    `class ${inWords(answer.classProbability)}; ` +
    `pose, given the class, ${inWords(answer.poseProbability)}${answer.best.length > 1 ? ' each' : ''}${together}`;
  byId('time').textContent = `${milliseconds.toFixed(1)} ms`;
  table.show(answer);
  state.last = answer;
}

function showBits() {
  const { differing, compared } = state.network.differingBits(picture.values);
  state.pictures += 1;
  state.compared += compared;
  state.differing += differing;
  const line = byId('bits');
  line.textContent = `${differing.toLocaleString('en')} of ${compared.toLocaleString('en')}`;
  line.className = differing === 0 ? 'good' : 'bad';
  byId('tally').textContent =
    `since the page was opened: ${state.differing.toLocaleString('en')} of ` +
    `${state.compared.toLocaleString('en')}, ${state.pictures.toLocaleString('en')} pictures`;
}

// Once for all changes before the next frame; the bits are compared when nothing changes for a moment.
function pictureChanged() {
  picture.show(canvas);
  if (!state.network) {
    return;
  }
  clearTimeout(state.check);
  state.check = setTimeout(showBits, checkDelay);
  if (!state.scheduled) {
    state.scheduled = true;
    requestAnimationFrame(() => {
      state.scheduled = false;
      showAnswer();
    });
  }
}

// ---- turning -------------------------------------------------------------------------------------------------------

function moveBy(g) {
  picture.values.set(state.network.moved(picture.values, g));
  picture.show(canvas);
  showAnswer();
  table.slide(g);
  clearTimeout(state.check);
  showBits();
  byId('moved').textContent = `g = ${nameOf(g)}: row h moved to row g h.`;
}

// The turns of the group by their angles, each once.
function turnsOf(elements) {
  const byAngle = new Map();
  elements.forEach(({ angle, label }, element) => {
    if (angle !== null && !byAngle.has(angle)) {
      byAngle.set(angle, { element, angle, label });
    }
  });
  return [...byAngle.values()].sort((a, b) => a.angle - b.angle);
}

function setUpTurning() {
  const stops = turnsOf(facts.elements);
  const ring = stops.length > 1 ? new Ring(byId('ring'), canvas, stops, moveBy) : null;
  byId('stage').classList.toggle('ringless', ring === null);
  facts.elements.forEach((element, g) => {
    if (facts.product[g][g] === g) {
      return; // the identity
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = element.label === element.name ? element.name : `${element.name} (${element.label})`;
    button.dataset.element = element.name;
    button.addEventListener('click', () => {
      moveBy(g);
      if (ring && element.angle !== null) {
        ring.follow(element.angle);
      }
    });
    byId('elements').append(button);
  });
}

// ---- drawing -------------------------------------------------------------------------------------------------------

function pointOf(event) {
  const box = canvas.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) / box.width) * facts.columns,
    y: ((event.clientY - box.top) / box.height) * facts.rows,
  };
}

// The digits of MNIST stand with their centre of mass in the middle; others the network has never seen.
function centreIfWanted() {
  if (byId('centre').checked) {
    picture.centre();
    pictureChanged();
  }
}

function setUpDrawing() {
  let last = null;
  const draw = (event) => {
    if (last === null) {
      return;
    }
    const point = pointOf(event);
    picture.paint(last, point, byId('erase').checked);
    last = point;
    pictureChanged();
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = pointOf(event);
    draw(event);
  });
  canvas.addEventListener('pointermove', draw);
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, () => {
      last = null;
      centreIfWanted();
    });
  }
  byId('centre').addEventListener('change', centreIfWanted);
}

// By keyboard: arrows move a cursor, with Shift they draw.
function setUpKeyboard() {
  const cursor = { x: facts.columns / 2, y: facts.rows / 2 };
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const show = () => {
    byId('cursor').style.left = `${(100 * cursor.x) / facts.columns}%`;
    byId('cursor').style.top = `${(100 * cursor.y) / facts.rows}%`;
  };
  canvas.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (!step) {
      return;
    }
    event.preventDefault();
    const before = { ...cursor };
    cursor.x = Math.min(facts.columns, Math.max(0, cursor.x + step[0]));
    cursor.y = Math.min(facts.rows, Math.max(0, cursor.y + step[1]));
    show();
    if (event.shiftKey) {
      picture.paint(before, cursor, byId('erase').checked);
      pictureChanged();
    }
  });
  show();
}

function drawExample() {
  picture.clear();
  for (const stroke of exampleStrokes) {
    picture.paintThrough(stroke);
  }
  picture.centre();
}

// The largest of all moved pictures at each place: the group leaves that alone.
function symmetrize() {
  const images = facts.elements.map((_, g) => state.network.moved(picture.values, g));
  picture.values.forEach((_, place) => {
    picture.values[place] = Math.max(...images.map((image) => image[place]));
  });
}

function setUpButtons() {
  const changes = { clear: () => picture.clear(), example: drawExample, symmetrize };
  for (const [id, change] of Object.entries(changes)) {
    byId(id).addEventListener('click', () => {
      change();
      pictureChanged();
    });
  }
}

// ---- files ---------------------------------------------------------------------------------------------------------

async function readFile(file) {
  try {
    readImage(await createImageBitmap(file), picture);
    byId('problem').textContent = '';
    pictureChanged();
  } catch {
    byId('problem').textContent = `${file.name} is no picture that this browser reads, such as PNG or JPEG.`;
  }
}

function setUpFiles() {
  byId('file').addEventListener('change', (event) => {
    if (event.target.files.length > 0) {
      readFile(event.target.files[0]);
    }
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) {
      readFile(event.dataTransfer.files[0]);
    }
  });
}

// ---- the page ------------------------------------------------------------------------------------------------------

function showFacts(code, weights) {
  const { name, group, parameters, rows, columns, action } = facts;
  document.title = `${name}: draw and turn`;
  byId('name').textContent = name;
  byId('description').textContent = facts.description;
  byId('untrained').hidden = facts.trained;
  byId('rounds').hidden = state.network.isExact;
  byId('about').textContent =
    `${name}: ${rows}x${columns} pictures, group ${group} (${action}), ` +
    `${parameters.toLocaleString('en')} parameters. ${code.length.toLocaleString('en')} bytes of WebAssembly and ` +
    `${weights.length.toLocaleString('en')} bytes of weights are in this file. Made by equivarify ${facts.version} from the ` +
    `spec with the digest ${facts.spec_sha256}.`;
}

async function start() {
  canvas.width = facts.columns;
  canvas.height = facts.rows;
  canvas.style.aspectRatio = `${facts.columns} / ${facts.rows}`;
  canvas.style.width = `${100 * Math.min(1, facts.columns / facts.rows)}%`;
  drawExample();
  picture.show(canvas);
  const code = bytesOfBase64(byId('code').textContent);
  const weights = bytesOfBase64(byId('weights').textContent);
  state.network = await Network.open(code, weights, facts);
  showFacts(code, weights);
  setUpTurning();
  setUpDrawing();
  setUpKeyboard();
  setUpButtons();
  setUpFiles();
  showAnswer();
  showBits();
  document.body.classList.add('ready');
}

start().catch((error) => {
  byId('problem').textContent = `The network does not run in this browser: ${error.message}`;
});
