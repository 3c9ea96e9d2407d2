/** What is asked: one line with the operation that the kind of store has and its fields, and the options behind it. */
import type { Choice, FormState, PanelStoreKind, Question } from '../../src/protocol/queryPanel.js';
import type { Option } from '../components/controls.js';
import { createButton, createDropdown, createTextField } from '../components/controls.js';
import type { Times } from '../../src/base/parseMoment.js';
import { html } from '../shared/elements.js';
import { createMoment } from './moments.js';
import type { Operation } from './operations.js';
import { mayExpire, operationTitles, operationsOf } from './operations.js';
import { momentAdvice } from '../../src/base/parseMoment.js';
import { sortOf } from './sorting.js';
import { createQueryOptions, type Found } from './queryOptions.js';

export interface QueryForm {
  readonly element: HTMLElement;
  readonly state: FormState;
  readonly choice: Choice;
  setState(state: FormState): void;
  setChoice(choice: Choice): void;
  setFound(found: Found, kind: PanelStoreKind | null): void;
  setSerdes(names: readonly string[]): void;
  setRunning(running: boolean): void;
  setTimes(times: Times): void;
  /** What the search and the pages add is not the form's. */
  toQuestion(): Omit<Question, 'search' | 'skip'> | string;
}

export interface FormActions {
  run(): void;
  cancel(): void;
  changed(): void;
  timesChosen(times: Times): void;
}

export const emptyForm: FormState = {
  operation: 'all',
  key: '',
  keyBase64: null,
  from: '',
  to: '',
  windowFrom: '',
  windowTo: '',
  asOf: '',
  limit: 1000,
  follow: false,
  withExpired: false,
  sort: '',
};

export function createQueryForm(times: Times, { run, cancel, changed, timesChosen }: FormActions): QueryForm {
  let keyBase64: string | null = null;
  const edited = (): void => {
    show();
    changed();
  };
  const operation = createDropdown<Operation>('Query', optionsOf(null), edited);
  const typed = (): void => {
    keyBase64 = null;
    edited();
  };
  const key = createTextField({ label: 'Key', onInput: typed, onSubmit: run });
  const from = createTextField({ label: 'From key', placeholder: 'From the first key', onInput: edited, onSubmit: run });
  const to = createTextField({ label: 'To key', placeholder: 'To the last key', onInput: edited, onSubmit: run });
  const windowFrom = createMoment('Window starts from', 'From, such as 1 hour ago', times, { edited, run });
  const windowTo = createMoment('Window starts to', 'To, such as 2026-03-01 12:00', times, { edited, run });
  const options = createQueryOptions(times, { edited, run, timesChosen });
  const runButton = createButton({ text: 'Run', look: 'primary', title: 'Run the query (Enter)', press: run });
  const cancelButton = createButton({ text: 'Cancel', press: cancel, isHidden: true });

  const show = (): void => {
    const now = operation.value;
    key.element.hidden = !['get', 'window', 'sessions', 'history', 'prefix'].includes(now);
    from.element.hidden = now !== 'range';
    to.element.hidden = now !== 'range';
    windowFrom.element.hidden = now !== 'window';
    windowTo.element.hidden = now !== 'window';
    key.element.setAttribute('placeholder', keyBase64 !== null ? 'bytes' : now === 'prefix' ? 'Beginning of the key' : 'Key');
    // A history has every record as it is.
    options.setUse({ asOf: now !== 'history', expired: now !== 'history' && mayExpire(options.kind()) });
  };

  const line = html(
    'div',
    { class: 'line' },
    operation.element,
    key.element,
    from.element,
    to.element,
    windowFrom.element,
    windowTo.element,
    runButton.element,
    cancelButton.element,
    options.toggle,
  );
  const element = html('form', { class: 'query', 'aria-label': 'Query' }, line, options.panel);
  element.addEventListener('submit', (event) => event.preventDefault());
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
        ...options.state(),
      };
    },
    get choice() {
      return options.choice();
    },
    setState(state) {
      operation.value = state.operation;
      key.value = state.key;
      ({ keyBase64 } = state);
      from.value = state.from;
      to.value = state.to;
      windowFrom.value = state.windowFrom;
      windowTo.value = state.windowTo;
      options.setState(state);
      show();
    },
    setChoice: options.setChoice,
    setFound(found, kind) {
      options.setFound(found, kind);
      operation.setOptions(optionsOf(options.kind()));
      show();
    },
    setSerdes: options.setSerdes,
    setRunning(running) {
      runButton.element.hidden = running;
      cancelButton.element.hidden = !running;
    },
    setTimes(next) {
      windowFrom.setTimes(next);
      windowTo.setTimes(next);
      options.setTimes(next);
    },
    toQuestion() {
      const moments = { from: windowFrom.moment(), to: windowTo.moment(), asOf: options.asOf.moment() };
      const asked = toOperation(form.state, moments);
      if (typeof asked === 'string') return asked;
      const isHistory = asked.kind === 'history';
      const { state } = form;
      if (!isHistory && moments.asOf === undefined) return `As of is no time: ${state.asOf}. ${momentAdvice}`;
      const asOf = isHistory ? null : (moments.asOf ?? null);
      if (state.follow && asOf !== null) return 'The state of then does not change any more: switch Follow off, or clear As of.';
      return {
        via: 'changelog',
        operation: asked,
        asOf,
        limit: state.limit,
        follow: state.follow,
        withExpired: !isHistory && mayExpire(options.kind()) && state.withExpired,
        sort: sortOf(state),
        choice: form.choice,
      };
    },
  };
  return form;
}

function optionsOf(kind: PanelStoreKind | null): Option<Operation>[] {
  return operationsOf(kind).map((value) => ({ value, text: operationTitles[value] }));
}

interface WindowMoments {
  readonly from: number | null | undefined;
  readonly to: number | null | undefined;
}

/** What is missing, in words. */
function toOperation(state: FormState, moments: WindowMoments): Question['operation'] | string {
  const key = state.keyBase64 === null ? { text: state.key } : { base64: state.keyBase64 };
  switch (state.operation) {
    case 'all':
      return { kind: 'all' };
    case 'range':
      return { kind: 'range', from: state.from === '' ? null : { text: state.from }, to: state.to === '' ? null : { text: state.to } };
    case 'prefix':
      return { kind: 'prefix', prefix: key };
    case 'window': {
      const { from, to } = moments;
      if (from === undefined) return `The window's start is no time: ${state.windowFrom}. ${momentAdvice}`;
      if (to === undefined) return `The window's start is no time: ${state.windowTo}. ${momentAdvice}`;
      if (from !== null && to !== null && from > to) return 'The windows would end before they start: swap the two times.';
      return { kind: 'window', key, from, to };
    }
    default:
      return { kind: state.operation, key };
  }
}
