/** What is asked: the operation that the kind of store has, its fields, and how bytes are read. */
import type { Choice, FormState, PanelStoreKind, Question } from '../../src/protocol/queryPanel.js';
import { mostRows } from '../../src/protocol/queryPanel.js';
import type { Option } from '../components/controls.js';
import { createButton, createCheckbox, createDropdown, createTextField } from '../components/controls.js';
import type { Times } from '../components/timeField.js';
import { createTimeField } from '../components/timeField.js';
import { html } from '../shared/elements.js';
import type { Operation } from './operations.js';
import { kindTitles, mayExpire, operationTitles, operationsOf } from './operations.js';
import { formatCount } from './times.js';

export interface QueryForm {
  readonly element: HTMLElement;
  readonly state: FormState;
  readonly choice: Choice;
  setState(state: FormState): void;
  setChoice(choice: Choice): void;
  /** What is said beside "Automatic". */
  setFound(found: { readonly kind: string; readonly key: string; readonly value: string }, kind: PanelStoreKind | null): void;
  setSerdes(names: readonly string[]): void;
  setRunning(running: boolean): void;
  setTimes(times: Times): void;
  toQuestion(): Question | string;
}

export interface FormActions {
  run(): void;
  cancel(): void;
  changed(): void;
}

const automatic = 'automatic';
const limits = [100, 1000, 10_000, mostRows] as const;

export const emptyForm: FormState = {
  operation: 'all',
  key: '',
  keyBase64: null,
  from: '',
  to: '',
  windowFrom: null,
  windowTo: null,
  asOf: null,
  limit: 1000,
  follow: false,
  withExpired: false,
};

export function createQueryForm(times: Times, { run, cancel, changed }: FormActions): QueryForm {
  let keyBase64: string | null = null;
  let foundKind: PanelStoreKind | null = null;
  let running = false;

  const edited = (): void => {
    show();
    changed();
  };
  const source = createDropdown('Source', [{ value: 'changelog', text: 'Changelog' }], edited);
  const operation = createDropdown<Operation>('Query', optionsOf(null), edited);
  const key = createTextField({
    label: 'Key',
    onInput: () => {
      keyBase64 = null;
      edited();
    },
    onSubmit: run,
  });
  const from = createTextField({ label: 'From key', placeholder: 'from the first', onInput: edited, onSubmit: run });
  const to = createTextField({ label: 'To key', placeholder: 'to the last', onInput: edited, onSubmit: run });
  const windowFrom = createTimeField('Window starts from', times, edited, run);
  const windowTo = createTimeField('to', times, edited, run);
  const asOf = createTimeField('As of', times, edited, run);
  const limit = createDropdown(
    'Rows',
    limits.map((count) => ({ value: String(count), text: formatCount(count) })),
    edited,
  );
  const follow = createCheckbox('Follow', 'Go on with what changes after all is read', edited);
  const withExpired = createCheckbox(
    'Show expired windows',
    'Also windows and sessions past the retention, which the application does not see',
    edited,
  );
  const kind = createDropdown<string>('Kind', [{ value: automatic, text: 'Automatic' }], edited);
  const keySerde = createDropdown<string>('Key serde', [{ value: automatic, text: 'Automatic' }], edited);
  const valueSerde = createDropdown<string>('Value serde', [{ value: automatic, text: 'Automatic' }], edited);
  const runButton = createButton({ text: 'Run', look: 'primary', title: 'Run the query (Enter)', press: run });
  const cancelButton = createButton({ text: 'Cancel', press: cancel });
  limit.value = '1000';

  const show = (): void => {
    const now = operation.value;
    key.element.hidden = !['get', 'window', 'sessions', 'history', 'prefix'].includes(now);
    from.element.hidden = now !== 'range';
    to.element.hidden = now !== 'range';
    windowFrom.element.hidden = now !== 'window';
    windowTo.element.hidden = now !== 'window';
    asOf.element.hidden = now === 'history';
    withExpired.element.hidden = !canShowExpired();
    key.element.setAttribute('placeholder', keyBase64 === null ? '' : 'bytes');
    runButton.element.hidden = running;
    cancelButton.element.hidden = !running;
  };
  /** A history has every record as it is. */
  const canShowExpired = (): boolean => operation.value !== 'history' && mayExpire(kindOf());
  const limitOf = (): number => Number(limit.value);
  const chosen = (value: string): string | null => (value === automatic ? null : value);
  const found = { kind: '', key: '', value: '' };
  let serdes: readonly string[] = [];
  const showFound = (): void => {
    const auto = (what: string): Option<string> => ({ value: automatic, text: what === '' ? 'Automatic' : what });
    kind.setOptions([auto(found.kind), ...Object.entries(kindTitles).map(([value, text]) => ({ value, text }))]);
    keySerde.setOptions([auto(found.key), ...serdes.map((name) => ({ value: name, text: name }))]);
    valueSerde.setOptions([auto(found.value), ...serdes.map((name) => ({ value: name, text: name }))]);
  };
  const kindOf = (): PanelStoreKind | null => {
    const wanted = chosen(kind.value);
    return wanted === null ? foundKind : ((Object.keys(kindTitles) as PanelStoreKind[]).find((one) => one === wanted) ?? null);
  };

  const element = html(
    'form',
    { class: 'query', 'aria-label': 'Query' },
    html(
      'div',
      { class: 'line' },
      operation.element,
      key.element,
      from.element,
      to.element,
      windowFrom.element,
      windowTo.element,
      html('div', { class: 'buttons' }, runButton.element, cancelButton.element, follow.element, withExpired.element),
    ),
    html('div', { class: 'line quiet' }, source.element, kind.element, keySerde.element, valueSerde.element, asOf.element, limit.element),
  );
  element.addEventListener('submit', (event) => event.preventDefault());
  showFound();
  show();

  const form: QueryForm = {
    element,
    get state() {
      return {
        operation: operation.value,
        key: key.value,
        keyBase64,
        from: from.value,
        to: to.value,
        windowFrom: windowFrom.value,
        windowTo: windowTo.value,
        asOf: asOf.value,
        limit: limitOf(),
        follow: follow.value,
        withExpired: withExpired.value,
      };
    },
    get choice() {
      const wanted = chosen(kind.value);
      return {
        kind: wanted === null ? null : kindOf(),
        keySerde: chosen(keySerde.value),
        valueSerde: chosen(valueSerde.value),
      };
    },
    setState(state) {
      operation.value = state.operation;
      key.value = state.key;
      ({ keyBase64 } = state);
      from.value = state.from;
      to.value = state.to;
      windowFrom.value = state.windowFrom;
      windowTo.value = state.windowTo;
      asOf.value = state.asOf;
      limit.value = String(limits.find((one) => one >= state.limit) ?? mostRows);
      follow.value = state.follow;
      withExpired.value = state.withExpired;
      show();
    },
    setChoice(choice) {
      kind.value = choice.kind ?? automatic;
      keySerde.value = choice.keySerde ?? automatic;
      valueSerde.value = choice.valueSerde ?? automatic;
    },
    setFound(next, kindNow) {
      Object.assign(found, next);
      foundKind = kindNow;
      operation.setOptions(optionsOf(kindOf()));
      showFound();
      show();
    },
    setSerdes(names) {
      serdes = names;
      showFound();
    },
    setRunning(now) {
      running = now;
      show();
    },
    setTimes(next) {
      for (const field of [windowFrom, windowTo, asOf]) field.setTimes(next);
    },
    toQuestion() {
      const asked = toOperation(form.state);
      if (typeof asked === 'string') return asked;
      const { asOf: time, limit: count, follow: goOn } = form.state;
      if (goOn && time !== null && asked.kind !== 'history')
        return 'The state of then does not change any more: switch Follow off, or clear As of.';
      return {
        via: 'changelog',
        operation: asked,
        asOf: asked.kind === 'history' ? null : time,
        limit: count,
        follow: goOn,
        withExpired: canShowExpired() && withExpired.value,
        choice: form.choice,
      };
    },
  };
  return form;
}

function optionsOf(kind: PanelStoreKind | null): Option<Operation>[] {
  return operationsOf(kind).map((value) => ({ value, text: operationTitles[value] }));
}

/** What is missing, in words. */
function toOperation(state: FormState): Question['operation'] | string {
  const key = state.keyBase64 === null ? { text: state.key } : { base64: state.keyBase64 };
  switch (state.operation) {
    case 'all':
      return { kind: 'all' };
    case 'range':
      return { kind: 'range', from: state.from === '' ? null : { text: state.from }, to: state.to === '' ? null : { text: state.to } };
    case 'prefix':
      return { kind: 'prefix', prefix: key };
    case 'window':
      if (state.windowFrom !== null && state.windowTo !== null && state.windowFrom > state.windowTo)
        return 'The windows would end before they start: swap the two times.';
      return { kind: 'window', key, from: state.windowFrom, to: state.windowTo };
    default:
      return { kind: state.operation, key };
  }
}
