// What a person could not see or reach in a page: controls and rows that are covered, cut off, outside of the window, or that lie upon each other.

/** Sentences, one for each; none: all is to be seen, by scrolling the page down at most. `page`: also a frame of one. */
export async function layoutProblems(page) {
  return page.locator('body').evaluate(() => {
    const problems = [];
    const isSeen = (element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible' && element.closest('.hint') === null;
    };
    const nameOf = (element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`;
    const controls =
      'vscode-button, vscode-dropdown, vscode-text-field, vscode-checkbox, button, summary, input, h1, h2, .problem, .empty, [role=grid], [role=tab]';
    const hidden = (value) => value === 'hidden' || value === 'clip';
    if (document.scrollingElement.scrollWidth > innerWidth || document.body.scrollWidth > document.body.clientWidth)
      problems.push('the page scrolls sideways');
    const { body } = document;
    if (body.scrollHeight > body.clientHeight + 1 && hidden(getComputedStyle(body).overflowY))
      problems.push('the page cannot be scrolled down');
    /** The part of it that no ancestor cuts off; grids scroll in themselves. */
    const cutBy = (element, box) => {
      for (let outer = element.parentElement; outer !== null && outer !== document.body; outer = outer.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(outer);
        const edge = outer.getBoundingClientRect();
        const isCutX = hidden(overflowX) && (box.left < edge.left - 1 || box.right > edge.right + 1);
        const isCutY = hidden(overflowY) && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1);
        if (isCutX || isCutY) return outer;
      }
      return undefined;
    };
    /** At its middle and near its corners stands what it is, and nothing else. */
    const coveredAt = (element, box) => {
      const inset = 4;
      const xs = [box.left + inset, (box.left + box.right) / 2, box.right - inset];
      const ys = [box.top + inset, (box.top + box.bottom) / 2, box.bottom - inset];
      for (const x of xs)
        for (const y of ys) {
          const there = document.elementFromPoint(x, y);
          if (there !== null && there !== element && !element.contains(there) && !there.contains(element)) return nameOf(there);
        }
      return undefined;
    };
    for (const element of document.querySelectorAll(controls)) {
      if (!isSeen(element)) continue;
      element.scrollIntoView({ block: 'nearest' });
      const box = element.getBoundingClientRect();
      if (box.left < -1 || box.right > innerWidth + 1) problems.push(`${nameOf(element)} is outside of the window sideways`);
      if (box.height <= innerHeight && (box.top < -1 || box.bottom > innerHeight + 1))
        problems.push(`${nameOf(element)} cannot be scrolled to`);
      if (cutBy(element, box) !== undefined) problems.push(`${nameOf(element)} is cut off`);
      const other = coveredAt(element, box);
      if (other !== undefined) problems.push(`${nameOf(element)} is covered by ${other}`);
    }
    const blocks = [...document.querySelectorAll('body > *, main > *, .results > *')].filter(
      (one) => isSeen(one) && one.tagName !== 'SCRIPT',
    );
    for (const [at, one] of blocks.entries())
      for (const other of blocks.slice(at + 1)) {
        if (one.contains(other) || other.contains(one)) continue;
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2.5 && down > 1) problems.push(`${one.className || one.tagName} and ${other.className || other.tagName} overlap`);
      }
    document.body.scrollTop = 0;
    document.scrollingElement.scrollTop = 0;
    return problems;
  });
}

/** How many rows are wholly in the window, uncovered, where the page has been scrolled to their table. */
export async function rowsInSight(page) {
  return page.locator('body').evaluate(() => {
    const grid = document.querySelector('[role=grid]');
    grid.scrollIntoView({ block: 'nearest' });
    const table = grid.getBoundingClientRect();
    const seen = [...document.querySelectorAll('.rows .row')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      if (top < table.top || bottom > table.bottom || bottom > innerHeight) return false;
      return row.contains(document.elementFromPoint(table.left + 20, (top + bottom) / 2));
    }).length;
    document.body.scrollTop = 0;
    return seen;
  });
}
