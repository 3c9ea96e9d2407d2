// What a person does and sees in one editor of the workbench, by the words in it.

const squiggles = '.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint';

/**
 * Where `word` stands on the screen, in the line that holds `lineText`; undefined where no such line is painted.
 * The n-th occurrence in the line counts from 0.
 */
export function wordBox(page, lineText, word, nth = 0) {
  return page.evaluate(
    ([wanted, text, index]) => {
      for (const line of document.querySelectorAll('.editor-instance .view-line')) {
        const nodes = [];
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let whole = '';
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          nodes.push({ node, start: whole.length });
          whole += node.data;
        }
        whole = whole.replaceAll('\u00a0', ' ');
        if (!whole.includes(wanted)) continue;
        let at = whole.indexOf(text);
        for (let i = 0; i < index && at !== -1; i++) at = whole.indexOf(text, at + 1);
        if (at === -1) return undefined;
        const place = (offset) => {
          const { node, start } = nodes.findLast((n) => n.start <= offset);
          return [node, offset - start];
        };
        const range = document.createRange();
        range.setStart(...place(at));
        const [endNode, endOffset] = place(at + text.length - 1);
        range.setEnd(endNode, endOffset + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x, y, width, height };
      }
      return undefined;
    },
    [lineText, word, nth],
  );
}

/** Every squiggle on the screen: its box, and how bad it is. */
export function squiggleBoxes(page) {
  return page.evaluate(
    (selector) =>
      [...document.querySelectorAll(`.editor-instance :is(${selector})`)].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, width, height, severity: /squiggly-(\w+)/.exec(element.className)[1] };
      }),
    squiggles,
  );
}

const close = (a, b) => Math.abs(a - b) <= 2;

/** The squiggle that covers the word and nothing else. */
export async function squiggleUnder(page, lineText, word) {
  const box = await wordBox(page, lineText, word);
  if (box === undefined) return undefined;
  return (await squiggleBoxes(page)).find(
    (s) => close(s.x, box.x) && close(s.width, box.width) && s.y < box.y + box.height && s.y + s.height > box.y,
  );
}

/** Any squiggle on the word's line. */
export async function squigglesInLine(page, lineText, word) {
  const box = await wordBox(page, lineText, word);
  if (box === undefined) throw new Error(`no line with ${lineText} on the screen`);
  const middle = box.y + box.height / 2;
  return (await squiggleBoxes(page)).filter((s) => s.y < middle && s.y + s.height > middle);
}

export async function until(probe, what, timeout = 15_000) {
  for (const end = Date.now() + timeout; ;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((ok) => setTimeout(ok, 50));
  }
}

/** The text of the hover over a word, once it says what is expected; it is closed and asked for again until then. */
export async function hoverText(page, lineText, word, expected, timeout = 15_000) {
  const hover = page.locator('.monaco-hover:visible');
  // By case: the words of a problem, which may be there before ours are, differ by no more.
  const hasText = new RegExp(expected.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(' ', '\\s+'));
  for (const end = Date.now() + timeout; ;) {
    await closeHover(page);
    const box = await until(() => wordBox(page, lineText, word), `a line with ${lineText}`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    try {
      await hover.filter({ hasText }).first().waitFor({ timeout: 2000 });
      return (await hover.allInnerTexts()).join('\n');
    } catch (error) {
      if (Date.now() < end) continue;
      const seen = (await hover.allInnerTexts()).join('\n') || 'nothing';
      throw new Error(`the hover over ${word} does not say ${expected}, but: ${seen}`, { cause: error });
    }
  }
}

/** A hover stays while the mouse is near it or the way leads over it; then Escape ends it. */
export async function closeHover(page) {
  const hover = page.locator('.monaco-hover:visible').first();
  for (let attempt = 0; ; attempt++) {
    await page.mouse.move(200, 600, { steps: 4 }); // the explorer's empty half
    try {
      await hover.waitFor({ state: 'hidden', timeout: 1500 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
    await page.keyboard.press('Escape');
  }
}

/** Puts the caret behind a word. */
export async function clickBehind(page, lineText, word) {
  const box = await until(() => wordBox(page, lineText, word), `a line with ${lineText}`);
  await page.mouse.click(box.x + box.width - 1, box.y + box.height / 2);
}
