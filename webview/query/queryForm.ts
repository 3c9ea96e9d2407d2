/** What is asked: one line with the operation that the kind of store has and its fields, and the options behind it. */
import type { Choice, FormState, PanelStoreKind, Question, Via } from '../../src/protocol/queryPanel.js';
import type { Option } from '../components/controls.js';
import { createButton, createDropdown, createTextField } from '../components/controls.js';
import type { Times } from '../../src/base/parseMoment.js';
import { html } from '../shared/elements.js';
import { createMoment } from './moments.js';
import type { Operation } from './operations.js';
import { mayExpire, operationTitles, operationsOf, sourceTitles } from './operations.js';
import { momentAdvice } from '../../src/base/parseMoment.js';
import { sortOf } from './sorting.js';
import { createQueryOptions, type Found, type OptionsUse } from './queryOptions.js';

export interface QueryForm {
  readonly element: HTMLElement;
  readonly state: FormState;
  readonly choice: Choice;
  setState(state: FormState): void;
  setChoice(choice: Choice): void;
  setFound(found: Found, kind: PanelStoreKind | null): void;
  /** Those that there are for this store. */
  setSources(sources: readonly Via[]): void;
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
  via: 'changelog',
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
  stale: false,
  sort: '',
};

export function createQueryForm(times: Times, { run, cancel, changed, timesChosen }: FormActions): QueryForm {
  let keyBase64: string | null = null;
  const edited = (): void => {
    show();
    changed();
  };
  const typed = (): void => {
    keyBase64 = null;
    edited();
  };
  const fields = createFields(times, { edited, typed, run }, () => {
    showOperations();
    edited();
  });
  const { source, operation, key, from, to, windowFrom, windowTo } = fields;
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
    options.setUse(useOf(source.value, now, options.kind()));
  };
  const showOperations = (): void => operation.setOptions(optionsOf(options.kind(), source.value));

  const inLine = [...Object.values(fields), runButton, cancelButton].map((one) => one.element);
  const line = html('div', { class: 'line' }, ...inLine, options.toggle);
  const element = html('form', { class: 'query', 'aria-label': 'Query' }, line, options.panel);
  element.addEventListener('submit', (event) => event.preventDefault());
  show();

  const form: QueryForm = {
    element,
    get state() {
      return {
        via: source.value,
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
      source.value = state.via;
      showOperations();
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
      showOperations();
      show();
    },
    setSources(sources) {
      source.setOptions(sourcesOf(sources));
      showOperations();
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
    toQuestion: () => {
      const moments = { from: windowFrom.moment(), to: windowTo.moment(), asOf: options.asOf.moment() };
      return questionOf(form, moments, options.uses());
    },
  };
  return form;
}

/** In the order in which they stand in the line. */
function createFields(times: Times, { edited, typed, run }: { edited(): void; typed(): void; run(): void }, sourceChosen: () => void) {
  const fields = {
    source: createDropdown<Via>('Source', sourcesOf(allSources), sourceChosen),
    operation: createDropdown<Operation>('Query', optionsOf(null, 'changelog'), edited),
    key: createTextField({ label: 'Key', onInput: typed, onSubmit: run }),
    from: createTextField({ label: 'From key', placeholder: 'From the first key', onInput: edited, onSubmit: run }),
    to: createTextField({ label: 'To key', placeholder: 'To the last key', onInput: edited, onSubmit: run }),
    windowFrom: createMoment('Window starts from', 'From, such as 1 hour ago', times, { edited, run }),
    windowTo: createMoment('Window starts to', 'To, such as 2026-03-01 12:00', times, { edited, run }),
  };
  fields.source.value = 'changelog';
  return fields;
}

/** A history has every record as it is. An application keeps what was before of versioned stores alone. */
function useOf(via: Via, operation: Operation, kind: PanelStoreKind | null): OptionsUse {
  const isState = via === 'changelog' && operation !== 'history';
  return {
    via,
    asOf: isState || (via === 'application' && operation === 'get' && kind === 'versionedKeyValue'),
    expired: isState && mayExpire(kind),
  };
}

function questionOf(
  { state, choice }: Pick<QueryForm, 'state' | 'choice'>,
  moments: WindowMoments & { readonly asOf: number | null | undefined },
  use: OptionsUse,
): ReturnType<QueryForm['toQuestion']> {
  const asked = toOperation(state, moments);
  if (typeof asked === 'string') return asked;
  if (use.asOf && moments.asOf === undefined) return `As of is no time: ${state.asOf}. ${momentAdvice}`;
  const asOf = use.asOf ? (moments.asOf ?? null) : null;
  const { via, limit } = state;
  const follow = via !== 'both' && state.follow;
  if (follow && asOf !== null) return 'The state of then does not change any more: switch Follow off, or clear As of.';
  return {
    ...{ via, operation: asked, asOf, limit, follow, choice },
    withExpired: use.expired && state.withExpired,
    stale: via !== 'changelog' && state.stale,
    sort: sortOf(state),
  };
}

const allSources: readonly Via[] = ['application', 'changelog', 'both'];

const sourcesOf = (sources: readonly Via[]): Option<Via>[] => sources.map((value) => ({ value, text: sourceTitles[value] }));

function optionsOf(kind: PanelStoreKind | null, via: Via): Option<Operation>[] {
  return operationsOf(kind, via).map((value) => ({ value, text: operationTitles[value] }));
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
