'use strict';

// The ring around the picture. Dragging it shows any angle, and calls `turn(g)` with a turn of the group whenever another
// one becomes the nearest: the network sees pictures turned by elements alone, which move pixels and mix none.

const svgNamespace = 'http://www.w3.org/2000/svg';

// An angle in degrees as a number from 0 to 360.
function inCircle(angle) {
  return ((angle % 360) + 360) % 360;
}

class Ring {
  // `stops` are the turns of the group, {element, angle, label} with angles counterclockwise.
  constructor(svg, canvas, stops, turn) {
    this.svg = svg;
    this.canvas = canvas;
    this.stops = stops;
    this.turn = turn;
    this.stop = stops.find(({ angle }) => angle === 0);
    for (const stop of stops) {
      this.addTick(stop);
    }
    this.knob = this.add('circle', { r: 5, class: 'knob' });
    this.place(0);
    svg.addEventListener('pointerdown', (event) => this.begin(event));
    svg.addEventListener('pointermove', (event) => this.drag(event));
    svg.addEventListener('pointerup', () => this.end());
    svg.addEventListener('pointercancel', () => this.end());
    svg.addEventListener('keydown', (event) => this.press(event));
  }

  add(name, attributes) {
    const element = document.createElementNS(svgNamespace, name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    this.svg.append(element);
    return element;
  }

  addTick({ angle }) {
    const point = (radius) => this.at(angle, radius);
    const [from, to] = [point(43), point(49)];
    this.add('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, class: 'tick' });
  }

  // The point at an angle from the top, counterclockwise, in the drawing's units.
  at(angle, radius) {
    const radians = (angle * Math.PI) / 180;
    return { x: 50 - radius * Math.sin(radians), y: 50 - radius * Math.cos(radians) };
  }

  // Shows that the picture stands at `angle`, and tilts it by what the group's turn leaves over.
  place(angle) {
    const { x, y } = this.at(angle, 46);
    this.knob.setAttribute('cx', x);
    this.knob.setAttribute('cy', y);
    const rest = inCircle(angle - this.stop.angle + 180) - 180;
    this.canvas.style.transform = rest === 0 ? '' : `rotate(${-rest}deg)`;
    this.svg.setAttribute('aria-valuenow', this.stop.angle);
    this.svg.setAttribute('aria-valuetext', this.stop.label);
  }

  angleOf(event) {
    const box = this.svg.getBoundingClientRect();
    const x = event.clientX - box.left - box.width / 2;
    const y = event.clientY - box.top - box.height / 2;
    return (Math.atan2(-x, -y) * 180) / Math.PI;
  }

  begin(event) {
    this.svg.setPointerCapture(event.pointerId);
    this.dragged = { from: this.angleOf(event), start: this.stop.angle };
    this.canvas.classList.add('held');
  }

  drag(event) {
    if (!this.dragged) {
      return;
    }
    const angle = inCircle(this.dragged.start + this.angleOf(event) - this.dragged.from);
    this.go(this.nearest(angle));
    this.place(angle);
  }

  end() {
    this.dragged = null;
    this.canvas.classList.remove('held');
    this.place(this.stop.angle);
  }

  nearest(angle) {
    const distance = (stop) => Math.abs(inCircle(stop.angle - angle + 180) - 180);
    return this.stops.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
  }

  // Turns from the present stop to another, whose difference is a turn of the group too.
  go(stop) {
    if (stop === this.stop) {
      return;
    }
    const by = inCircle(stop.angle - this.stop.angle);
    this.stop = stop;
    this.turn(this.stops.find(({ angle }) => angle === by).element);
  }

  // Follows a turn that was made elsewhere.
  follow(angle) {
    this.stop = this.nearest(inCircle(this.stop.angle + angle));
    this.place(this.stop.angle);
  }

  press(event) {
    const steps = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const place = this.stops.indexOf(this.stop) + step + this.stops.length;
      this.go(this.stops[place % this.stops.length]);
      this.place(this.stop.angle);
    }
  }
}
