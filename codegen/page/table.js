'use strict';

// The table of (element, class). When the picture is moved by g, what stood in row h slides to row g h; the numbers are
// those that the network finds for the moved picture.

const slideTime = 450;

function percent(probability) {
  return probability < 0.005 ? '' : String(Math.round(100 * probability));
}

class AnswerTable {
  constructor(table, facts) {
    this.facts = facts;
    table.append(this.headings());
    const body = table.createTBody();
    this.rows = facts.elements.map((element) => this.addRow(body, element.label));
    this.marginals = this.addRow(table.createTFoot(), 'all');
  }

  headings() {
    const head = document.createElement('thead');
    const row = head.insertRow();
    for (const name of ['', ...this.facts.classes]) {
      const cell = document.createElement(name === '' ? 'td' : 'th');
      cell.textContent = name;
      if (name !== '') {
        cell.scope = 'col';
      }
      row.append(cell);
    }
    return head;
  }

  addRow(section, heading) {
    const row = section.insertRow();
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = heading;
    row.append(head);
    return this.facts.classes.map(() => row.insertCell());
  }

  // Shows an answer of the network.
  show(answer) {
    const { classes } = this.facts;
    this.rows.forEach((cells, h) => {
      cells.forEach((cell, c) => this.fill(cell, answer.probabilities[h * classes.length + c]));
    });
    this.marginals.forEach((cell, c) => this.fill(cell, answer.marginals[c]));
    for (const best of answer.best) {
      this.rows[best.element][best.class].classList.add('best');
    }
  }

  fill(cell, probability) {
    const share = Math.min(1, probability);
    cell.textContent = percent(share);
    cell.className = share > 0.5 ? 'full' : '';
    cell.style.setProperty('--share', share.toFixed(4));
  }

  // Lets the cells of row product[g][h] come from where row h is.
  slide(g) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      return;
    }
    const heights = this.rows.map((cells) => cells[0].getBoundingClientRect().top);
    this.rows.forEach((_, h) => {
      const to = this.facts.product[g][h];
      const from = { transform: `translateY(${heights[h] - heights[to]}px)` };
      for (const cell of this.rows[to]) {
        cell.animate([from, { transform: 'none' }], { duration: slideTime, easing: 'ease-in-out' });
      }
    });
  }
}
