// The page of a store's contents without an editor: what is told to it, and answers as a panel gives them.
import { until } from './editor.mjs';
import { openPanelPage } from './panelPage.mjs';
import { themes } from './themes.mjs';

export const id = { cluster: 'demo', application: 'shop', store: 'orders-by-customer' };
export const day = Date.UTC(2026, 10, 26, 9, 30);
export const noChoice = { kind: null, keySerde: null, valueSerde: null };
export const found = {
  topic: 'shop-orders-by-customer-changelog',
  isSourceTopic: false,
  kind: 'timestampedKeyValue',
  keySerde: 'string',
  valueSerde: null,
};
export const store = {
  type: 'store',
  id,
  found,
  problem: null,
  onlyApplication: null,
  choice: noChoice,
  serdes: ['string', 'long', 'json', 'hex'],
};
export const keyOf = (text) => ({ keyJson: JSON.stringify(text), keyText: text, keyBytes: null, valueBytes: null });
export const answer = {
  storeKind: 'timestampedKeyValue',
  kindOrigin: { origin: 'code', certainty: 'certain', reason: 'Materialized.as at Shop.java:12' },
  topic: found.topic,
  live: null,
  partitions: [0, 1, 2].map((partition) => ({ partition, fromOffset: '0', toOffset: String(41_000 + partition) })),
  complete: true,
  warnings: [],
  lacking: [],
  notes: [],
  serdes: {
    key: { serde: 'string', origin: 'code', certainty: 'certain', reason: 'Grouped.with at Shop.java:11' },
    value: { serde: 'json', origin: 'bytes', certainty: 'likely', reason: 'all of 200 values are JSON objects' },
  },
  readAt: day,
  place: null,
  liveKeys: 100_000,
  expiredKeys: null,
  held: 'memory',
  more: false,
  found: null,
};
export const cell = (text, shape = 'text', isCut = false) => ({ text, shape, isCut });
export const rowOf = (n, more = {}) => ({
  key: cell(`customer-${String(n).padStart(6, '0')}`),
  value: cell(JSON.stringify({ orders: n % 97, total: (n * 7919) % 100_000, city: ['Oslo', 'Lyon', 'Graz'][n % 3] }), 'json'),
  window: null,
  timestamp: day - n * 1000,
  partition: n % 3,
  offset: String(n),
  details: '',
  trouble: null,
  expired: null,
  change: null,
  difference: null,
  ...more,
});

export const askedRun = async (panel) => {
  const asked = await until(async () => (await panel.posted()).findLast(({ type }) => type === 'run'), 'a run');
  return asked.run;
};

/** What a panel does when the page asks: rows at once, in pages of 1,000. */
export async function answerWith(panel, rows, more = {}) {
  const run = await askedRun(panel);
  for (let from = 0; from < rows.length || from === 0; from += 1000)
    await panel.send({ type: 'rows', run, from, rows: rows.slice(from, from + 1000), answer: { ...answer, ...more } });
  await panel.send({ type: 'end', run, state: 'done', message: null, mayAsk: false });
  return run;
}

/** Opens pages with the store told. */
export function pageOpener(browser, panelPage) {
  return async (options = {}) => {
    const panel = await openPanelPage(browser, {
      panelPage,
      bundle: 'queryPanel',
      title: 'Store contents',
      styleNonce: 'n1',
      ...themes.dark,
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    await panel.send(store);
    await panel.page.getByRole('heading', { name: id.store }).waitFor();
    // A panel opens with its first page.
    if (options.state === undefined) await answerWith(panel, []);
    return panel;
  };
}

/** Opens the options of a page, where what has this label is behind them. */
export async function withOptions(page, label) {
  if (!(await page.locator(`[aria-label="${label}"]`).first().isVisible())) await page.locator('button.options').click();
}
