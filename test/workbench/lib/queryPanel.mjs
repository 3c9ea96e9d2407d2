// "Query Store" and its panels, by the words that a person reads.
import { until } from './editor.mjs';
import { runCommand, webviewFrame } from './workbench.mjs';

/** For a machine that does much else. */
export const patience = 90_000;

/** The controls of one panel. */
export function panelOf(page, nth = 0) {
  const frame = webviewFrame(page, nth);
  const named = (element, label) => frame.locator(`${element}[aria-label="${label}"]`);
  const panel = {
    frame,
    rows: frame.locator('.rows .row'),
    status: frame.locator('.status .summary'),
    /** What is no mere note, such as that there are more rows. */
    problem: frame.locator('.problem:not(.mild)'),
    cells: (id) => frame.locator(`.rows .cell.${id}`).allInnerTexts(),
    press: (text) => frame.getByRole('button', { name: text, exact: true }).first().click(),
    /** Opens the options, where what has this label is behind them. */
    async reach(label) {
      const control = frame
        .locator(`[aria-label="${label}"]`)
        .or(frame.locator('vscode-checkbox', { hasText: label }))
        .first();
      if (!(await control.isVisible())) await frame.locator('button.options').click();
    },
    async check(label) {
      await panel.reach(label);
      await frame.locator('vscode-checkbox', { hasText: label }).click();
    },
    async choose(label, text) {
      await panel.reach(label);
      await named('vscode-dropdown', label).click();
      await named('vscode-dropdown', label).locator('vscode-option', { hasText: text }).first().click();
    },
    /** What a choice shows, such as what was found. */
    chosen: async (label) => (await named('vscode-dropdown', label).locator('.selected-value').textContent()).trim(),
    async type(label, text) {
      await named('vscode-text-field', label).locator('input').fill(text);
    },
    /** Of all rows; without a text: for all of them. */
    async search(text) {
      await panel.type('Search', text);
      if (text !== '') await named('vscode-text-field', 'Search').locator('input').press('Enter');
    },
    field: (label) => named('vscode-text-field', label),
    /** Until the run is over. */
    ended: () => frame.locator('vscode-button', { hasText: 'Run' }).waitFor({ state: 'visible', timeout: patience }),
    async run() {
      await panel.press('Run');
      await panel.ended();
    },
    /** Opens the row whose key is this text. */
    async open(key) {
      await frame.locator('.rows .cell.key').getByText(key, { exact: true }).first().click();
      await frame.locator('section.details').waitFor();
    },
  };
  return panel;
}

/** Chooses in the list that a command shows. By keyboard: the list paints only what is in sight, and the card of a row that the mouse stands on would cover others. */
export async function pick(page, text) {
  const input = page.locator('.quick-input-widget .quick-input-box input');
  const picks = page.locator('.quick-input-list .monaco-list-row');
  const chosen = picks.filter({ hasText: text }).and(page.locator('.focused'));
  const typeIt = async () => {
    // A list that has just closed takes no text any more.
    await input.fill(text, { timeout: 2000 }).catch(() => {});
    await page.waitForTimeout(200);
    return (await chosen.count()) > 0;
  };
  await until(typeIt, `${text} in the list`, patience);
  await page.keyboard.press('Enter');
  // The next list, if any, starts with an empty field.
  await until(async () => !(await input.isVisible()) || (await input.inputValue()) !== text, `${text} is taken`, patience);
}

/** From the command palette to the panel of a store. */
export async function openQuery(page, { cluster, application, store }) {
  await runCommand(page, 'Kafka Streams: Query Store');
  await pick(page, cluster);
  await pick(page, application);
  await pick(page, store);
  await page.locator(`.tab.active[data-resource-name="${store}"], .tab.active[aria-label^="${store}"]`).waitFor({ timeout: patience });
}

export const closeAll = (page) => runCommand(page, 'View: Close All Editors');
