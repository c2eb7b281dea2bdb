// Chromium without a window, driven through its own protocol: no package of npm is needed.
'use strict';

const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const patience = 60000; // milliseconds for one answer: the machine may be busy

class Chromium {
  static async open(program, file) {
    const chromium = new Chromium(program);
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
    chromium.session = sessionId;
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) {
      await chromium.send(`${domain}.enable`);
    }
    await chromium.send('Page.navigate', { url: `file://${path.resolve(file)}` });
    return chromium;
  }

  constructor(program) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'page-test-'));
    // Its own sandbox needs more than a container gives; the page is ours.
    const options = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
    this.child = spawn(program, [...options, '--remote-debugging-pipe', `--user-data-dir=${this.folder}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.waiting = new Map();
    this.events = [];
    this.count = 0;
    this.rest = '';
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    this.child.stdio[4].on('data', (data) => this.read(data));
  }

  read(data) {
    const messages = (this.rest + data).split('\0');
    this.rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      if (message.id === undefined) {
        this.events.push(message);
        continue;
      }
      const { resolve, reject } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) {
        reject(new Error(JSON.stringify(message.error)));
      } else {
        resolve(message.result);
      }
    }
  }

  send(method, params = {}) {
    this.count += 1;
    const id = this.count;
    const answered = new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      setTimeout(() => reject(new Error(`${method}: no answer`)), patience).unref();
    });
    this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`);
    return answered;
  }

  // The value of an expression in the page.
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) {
      throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    }
    return result.value;
  }

  // Waits until an expression in the page is true.
  async until(expression) {
    const end = Date.now() + patience;
    while (!(await this.evaluate(expression))) {
      if (Date.now() > end) {
        throw new Error(`never true: ${expression}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  // Presses, moves and lets go, by mouse or finger; points are [x, y] in the window.
  async stroke(points, finger = false) {
    const [first] = points;
    const last = points[points.length - 1];
    const send = (kinds, [x, y], held) =>
      finger
        ? this.send('Input.dispatchTouchEvent', { type: kinds[1], touchPoints: held ? [{ x, y }] : [] })
        : this.send('Input.dispatchMouseEvent', { type: kinds[0], x, y, button: 'left', buttons: 1, clickCount: 1 });
    await send(['mousePressed', 'touchStart'], first, true);
    for (const point of points.slice(1)) {
      await send(['mouseMoved', 'touchMove'], point, true);
    }
    await send(['mouseReleased', 'touchEnd'], last, false);
  }

  async screenshot(file) {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
    fs.writeFileSync(file, Buffer.from(data, 'base64'));
  }

  // Asks Chromium to end, so that none of its processes still writes into the folder; ends it if it does not.
  async close() {
    this.session = undefined;
    const killer = setTimeout(() => this.child.kill('SIGKILL'), patience);
    this.send('Browser.close').catch(() => {});
    await this.ended;
    clearTimeout(killer);
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

module.exports = { Chromium };
