/** How a query reads: all that is seldom changed, behind a button that says in short what is in force. */
import type { Choice, FormState, PanelStoreKind, Via } from '../../src/protocol/queryPanel.js';
import { mostRows } from '../../src/protocol/queryPanel.js';
import type { Option } from '../components/controls.js';
import { createCheckbox, createDropdown, createTextField } from '../components/controls.js';
import type { Times } from '../../src/base/parseMoment.js';
import type { TimeField } from '../components/timeField.js';
import { html } from '../shared/elements.js';
import { createMoment } from './moments.js';
import { kindTitles } from './operations.js';
import { formatCount } from './times.js';

export type OptionsState = Pick<FormState, 'asOf' | 'limit' | 'follow' | 'withExpired' | 'stale' | 'sort'>;

/** What was found, as it stands beside a choice: `long (from code)`; empty: not known yet. */
export interface Found {
  readonly kind: string;
  readonly key: string;
  readonly value: string;
}

export interface QueryOptions {
  /** Opens and closes `panel`. */
  readonly toggle: HTMLElement;
  readonly panel: HTMLElement;
  readonly asOf: TimeField;
  state(): OptionsState;
  choice(): Choice;
  kind(): PanelStoreKind | null;
  setState(state: OptionsState): void;
  setChoice(choice: Choice): void;
  setFound(found: Found, kind: PanelStoreKind | null): void;
  setSerdes(names: readonly string[]): void;
  setTimes(times: Times): void;
  uses(): OptionsUse;
  setUse(use: OptionsUse): void;
}

/** What the source and the operation that are chosen have use for. */
export interface OptionsUse {
  readonly via: Via;
  readonly asOf: boolean;
  readonly expired: boolean;
}

export interface OptionsActions {
  edited(): void;
  run(): void;
  timesChosen(times: Times): void;
}

const automatic = 'automatic';
const usualLimit = 1000;
const limits = [100, usualLimit, 10_000, mostRows] as const;
const chosen = (value: string): string | null => (value === automatic ? null : value);
const auto = (what: string): Option<string> => ({ value: automatic, text: what === '' ? 'Automatic' : what });

/** The controls, apart from what they mean. */
function createFields(times: Times, changed: () => void, { run, timesChosen }: OptionsActions) {
  return {
    kind: createDropdown<string>('Kind', [auto('')], changed),
    keySerde: createDropdown<string>('Key serde', [auto('')], changed),
    valueSerde: createDropdown<string>('Value serde', [auto('')], changed),
    asOf: createMoment('As of', 'now, 5 minutes ago, 2026-03-01 12:00', times, { edited: changed, run }),
    sort: createTextField({ label: 'Sort by', placeholder: 'value.total desc', onInput: changed, onSubmit: run }),
    limit: createDropdown(
      'Rows',
      limits.map((count) => ({ value: String(count), text: formatCount(count) })),
      changed,
    ),
    timesChoice: createDropdown<Times>(
      'Times',
      [
        { value: 'local', text: 'Local' },
        { value: 'utc', text: 'UTC' },
      ],
      timesChosen,
    ),
    follow: createCheckbox('Follow', 'Go on with what changes after all is read', changed),
    withExpired: createCheckbox(
      'Show expired windows',
      'Also windows and sessions past the retention, which the application does not see',
      changed,
    ),
    stale: createCheckbox('Take stale answers', 'Where nobody who has a partition answers, a standby may: its rows are marked', changed),
  };
}

export function createQueryOptions(times: Times, actions: OptionsActions): QueryOptions {
  let found: Found = { kind: '', key: '', value: '' };
  let foundKind: PanelStoreKind | null = null;
  let serdes: readonly string[] = [];
  let use: OptionsUse = { via: 'changelog', asOf: true, expired: false };
  const changed = (): void => {
    showSummary();
    actions.edited();
  };
  const fields = createFields(times, changed, actions);
  const { kind, keySerde, valueSerde, asOf, sort, limit, timesChoice, follow, withExpired, stale } = fields;
  const choices = [keySerde, valueSerde, kind, asOf, sort, limit, timesChoice].map(({ element }) => element);
  const checks = html('div', { class: 'checks' }, follow.element, withExpired.element, stale.element);
  const { toggle, panel, summary } = createDisclosure([...choices, checks]);
  const stateOf = (): OptionsState => ({
    asOf: asOf.value,
    limit: Number(limit.value),
    follow: follow.value,
    withExpired: withExpired.value,
    stale: stale.value,
    sort: sort.value,
  });
  const showSummary = (): void => {
    summary.textContent = summaryOf([chosen(keySerde.value) ?? found.key, chosen(valueSerde.value) ?? found.value], use, stateOf());
  };
  const showFound = (): void => {
    kind.setOptions([auto(found.kind), ...Object.entries(kindTitles).map(([value, text]) => ({ value, text }))]);
    for (const [serde, what] of [[keySerde, found.key] as const, [valueSerde, found.value] as const])
      serde.setOptions([auto(what), ...serdes.map((name) => ({ value: name, text: name }))]);
    showSummary();
  };
  const kindOf = (): PanelStoreKind | null => (chosen(kind.value) === null ? foundKind : kindNamed(kind.value));
  [limit.value, timesChoice.value] = [String(usualLimit), times];
  showFound();
  return {
    toggle,
    panel,
    asOf,
    state: stateOf,
    choice: () => ({
      kind: chosen(kind.value) === null ? null : kindOf(),
      keySerde: chosen(keySerde.value),
      valueSerde: chosen(valueSerde.value),
    }),
    kind: kindOf,
    setState(state) {
      asOf.value = state.asOf;
      limit.value = String(limits.find((one) => one >= state.limit) ?? mostRows);
      follow.value = state.follow;
      withExpired.value = state.withExpired;
      stale.value = state.stale;
      sort.value = state.sort;
      showSummary();
    },
    setChoice(choice) {
      kind.value = choice.kind ?? automatic;
      keySerde.value = choice.keySerde ?? automatic;
      valueSerde.value = choice.valueSerde ?? automatic;
      showSummary();
    },
    setFound(next, kindNow) {
      [found, foundKind] = [next, kindNow];
      showFound();
    },
    setSerdes(names) {
      serdes = names;
      showFound();
    },
    setTimes(next) {
      timesChoice.value = next;
      asOf.setTimes(next);
    },
    uses: () => use,
    setUse(next) {
      use = next;
      hideUnused(fields, use);
      showSummary();
    },
  };
}

function createDisclosure(fields: readonly HTMLElement[]): { toggle: HTMLElement; panel: HTMLElement; summary: HTMLElement } {
  const summary = html('span', { class: 'inforce' });
  const toggle = html(
    'button',
    { type: 'button', class: 'options', 'aria-expanded': 'false', 'aria-controls': 'options' },
    'Options',
    summary,
  );
  const panel = html('div', { class: 'more-options', id: 'options', role: 'group', 'aria-label': 'Options', hidden: '' }, ...fields);
  const open = (isOpen: boolean): void => {
    panel.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
  };
  toggle.addEventListener('click', () => open(toggle.getAttribute('aria-expanded') === 'false'));
  panel.addEventListener('keydown', ({ key, target }) => {
    // An open list closes by the same key.
    if (key !== 'Escape' || !(target instanceof Element) || target.getAttribute('aria-expanded') === 'true') return;
    open(false);
    toggle.focus();
  });
  return { toggle, panel, summary };
}

const kindNamed = (text: string): PanelStoreKind | null =>
  (Object.keys(kindTitles) as PanelStoreKind[]).find((one) => one === text) ?? null;

function hideUnused(
  { kind, keySerde, valueSerde, asOf, follow, withExpired, stale }: ReturnType<typeof createFields>,
  use: OptionsUse,
): void {
  asOf.element.hidden = !use.asOf;
  withExpired.element.hidden = !use.expired;
  follow.element.hidden = use.via === 'both';
  stale.element.hidden = use.via === 'changelog';
  // The application reads its own keys and values.
  for (const { element } of [kind, keySerde, valueSerde]) element.hidden = use.via === 'application';
}

/** `string, long · changelog · now`, and what else is not as usual. */
function summaryOf(serdes: readonly string[], use: OptionsUse, state: OptionsState): string {
  const { via } = use;
  const { limit, sort } = state;
  const asOf = use.asOf ? state.asOf : '';
  const names = serdes.map((one) => one.split(' (')[0]).filter((one) => one !== '');
  return [
    ...(names.length === 0 || via === 'application' ? [] : [names.join(', ')]),
    via === 'both' ? 'application and changelog' : via,
    asOf.trim() === '' ? 'now' : `as of ${asOf.trim()}`,
    ...(limit === usualLimit ? [] : [`${formatCount(limit)} rows`]),
    ...(sort.trim() === '' ? [] : [`by ${sort.trim()}`]),
    ...(state.follow && via !== 'both' ? ['follow'] : []),
    ...(state.withExpired && use.expired ? ['with expired'] : []),
    ...(state.stale && via !== 'changelog' ? ['stale answers too'] : []),
  ].join(' \u00b7 ');
}
