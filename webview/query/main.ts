/** The page of a store's contents: wires what the editor sends and what a person does. */
import type {
  Answer,
  Choice,
  PageCommand,
  PanelRow,
  QueryFromPage,
  QueryPageState,
  Question,
  QueryToPage,
  StoreId,
  WholeRow,
} from '../../src/protocol/queryPanel.js';
import { readQueryPageState, readQueryToPage } from '../../src/protocol/queryPanel.js';
import { createButton, createTextField, registerControls } from '../components/controls.js';
import type { Times } from '../../src/base/parseMoment.js';
import { html } from '../shared/elements.js';
import { connectHost } from '../shared/host.js';
import { createRowDetails } from './details.js';
import { emptyText } from './emptyText.js';
import { createGrid } from './grid.js';
import { kindTitles } from './operations.js';
import { createOpening } from './opening.js';
import { createPager } from './pager.js';
import { createProblem, notAskedText } from './problem.js';
import { createProgress } from './progress.js';
import { createQueryForm, emptyForm } from './queryForm.js';
import type { Found } from './queryOptions.js';
import { createRows } from './rows.js';
import { nextSort, sortedColumn, sortOf } from './sorting.js';
import { createSplitter } from './splitter.js';
import { createStatusLine, shortOrigin, spanOf } from './statusLine.js';
import { visibleText } from './visibleText.js';

type Message<T extends QueryToPage['type']> = QueryToPage & { readonly type: T };

const stateWords: Readonly<Record<Message<'end'>['state'], string>> = {
  done: 'all rows of the query',
  following: 'following',
  full: 'first rows only',
  cancelled: 'cancelled',
  failed: 'failed',
};

function start(): void {
  registerControls();
  const host = connectHost<QueryFromPage, QueryToPage, QueryPageState>({ readMessage: readQueryToPage, readState: readQueryPageState });
  const { remembered } = host;
  let id: StoreId | undefined = remembered?.id;
  let run = 0;
  /** The run whose rows and answer are shown: the one before, until the newer one has an answer. */
  let shownRun = 0;
  let state = remembered === undefined ? '' : 'the window was reloaded: run the query to read again';
  let answer: Answer | undefined;
  let asked: Question | undefined;
  /** Of the rows that are shown. */
  let shown: Question | undefined;
  let [topic, keyHolders] = ['', ''];
  let opened: number | undefined;
  let times: Times = remembered?.times ?? 'local';
  let widths = remembered?.widths ?? {};
  let detailsWidth = remembered?.detailsWidth ?? 420;
  let wasTold = false;
  let saving: number | undefined;
  const opening = createOpening(Date.now);
  const rows = createRows();

  const save = (): void => {
    window.clearTimeout(saving);
    saving = window.setTimeout(() => {
      if (id === undefined) return;
      host.remember({ id, form: form.state, times, search: search.value, widths, detailsWidth });
    }, 150);
  };
  const showStatus = (): void => {
    const isOfBefore = shownRun !== run && answer !== undefined;
    results.classList.toggle('before', isOfBefore);
    exports.setEnabled(rows.total > 0);
    pager.show(shown, isOfBefore ? undefined : answer, rows.total);
    status.show(
      {
        answer,
        total: rows.total,
        isSearch: (shown?.search ?? '') !== '',
        asOf: shown?.asOf ?? null,
        holders: keyHolders,
        state: isOfBefore ? `${state}: what is shown is of the query before` : state,
        topic,
      },
      times,
    );
  };
  const showRows = (): void => {
    rows.sort = sortedColumn(shown?.sort ?? '', rows.columns);
    grid.refresh();
    empty.hidden = rows.total > 0 || answer === undefined;
    empty.textContent = answer === undefined || shown === undefined ? '' : emptyText(answer, shown);
    showStatus();
  };
  const showSearch = (): void => {
    searchNote.textContent = search.value.trim() === (asked?.search ?? '') ? '' : 'Enter searches the whole store.';
  };

  const ask = (): void => {
    const question = form.toQuestion();
    problem.say(typeof question === 'string' ? question : '');
    if (typeof question !== 'string') send({ ...question, search: search.value.trim(), skip: 0 });
  };
  const send = (question: Question): void => {
    run += 1;
    asked = question;
    state = 'reading';
    progress.start();
    form.setRunning(true);
    showStatus();
    showSearch();
    host.post({ type: 'run', run, question });
    save();
  };
  const open = (index: number): void => {
    opened = index;
    host.post({ type: 'open', run: shownRun, index });
  };
  const hideDetails = (): void => {
    opened = undefined;
    details.hide();
    splitter.element.hidden = true;
  };
  const history = (): void => {
    const row = opened === undefined ? undefined : rows.row(opened);
    if (row === undefined || historyKey === undefined) return;
    form.setState({
      ...form.state,
      operation: 'history',
      key: 'text' in historyKey ? historyKey.text : '',
      keyBase64: 'base64' in historyKey ? historyKey.base64 : null,
    });
    ask();
  };
  let historyKey: { readonly text: string } | { readonly base64: string } | undefined;

  const timesChosen = (next: Times): void => {
    times = next;
    form.setTimes(times);
    grid.setTimes(times);
    showRows();
    save();
  };
  const form = createQueryForm(times, { run: ask, cancel: () => host.post({ type: 'cancel' }), changed: save, timesChosen });
  const title = html('h1', {});
  const subtitle = html('span', { class: 'subtitle' });
  const problem = createProblem(() => host.post({ type: 'askInstances' }));
  const progress = createProgress();
  const empty = html('div', { class: 'empty', hidden: '' });
  const searchNote = html('span', { class: 'note', role: 'status' });
  const status = createStatusLine();
  const pager = createPager((skip) => shown !== undefined && send({ ...shown, follow: false, skip }));
  const search = createTextField({
    label: 'Search',
    placeholder: 'Search the store: a text, or value.status = "OPEN"',
    onInput: (text) => {
      // Whoever clears it wants the rows back.
      if (text === '' && (asked?.search ?? '') !== '') ask();
      else showSearch();
      save();
    },
    onSubmit: () => ask(),
  });
  const saveRows = (): void => host.post({ type: 'export', run: shownRun });
  const exports = createButton({ text: 'Export\u2026', title: 'Save rows as CSV, JSON or NDJSON', press: saveRows });
  const details = createRowDetails({
    copy: (what) => {
      if (opened !== undefined) host.post({ type: 'copy', run: shownRun, index: opened, what });
    },
    history,
    close: () => {
      hideDetails();
      grid.focus();
    },
  });
  const grid = createGrid(rows, widths, times, {
    open,
    copyCell: (index, column) => {
      if (column === 'key' || column === 'value') host.post({ type: 'copy', run: shownRun, index, what: column });
      else {
        const row = rows.row(index);
        const shown = rows.columns.find((one) => one.id === column);
        if (row !== undefined && shown !== undefined) host.post({ type: 'copyText', text: shown.text(row, times) });
      }
    },
    copyRow: (index) => host.post({ type: 'copy', run: shownRun, index, what: 'row' }),
    sortBy: (column) => {
      form.setState({ ...form.state, sort: nextSort(sortOf(form.state), column, rows.columns) });
      ask();
    },
    resized: (next) => {
      widths = { ...next };
      save();
    },
    active: (index) => {
      if (index !== undefined && opened !== undefined && opened !== index) open(index);
    },
  });
  const results = html('div', { class: 'results' }, html('div', { class: 'table' }, grid.element, empty), pager.element, status.element);
  const splitter = createSplitter(details.element, detailsWidth, (width) => {
    detailsWidth = width;
    save();
  });

  const showStore = ({ id: told, found, problem: why, onlyApplication, choice, serdes }: Message<'store'>): void => {
    id = told;
    document.title = told.store;
    title.replaceChildren(...visibleText(told.store));
    topic = found?.topic ?? '';
    subtitle.replaceChildren(...visibleText(`${told.application === '' ? 'no known application' : told.application} on ${told.cluster}`));
    if (why !== null || run === 0) problem.say(why ?? onlyApplication ?? '', why === null);
    if (onlyApplication !== null) form.setSources(['application']);
    form.setSerdes(serdes);
    // Told again when it is known where the store lies: what a person chose meanwhile stays.
    if (!wasTold) form.setChoice(choice);
    wasTold = true;
    form.setFound(
      {
        kind: found === null || found.kind === null ? '' : kindTitles[found.kind],
        key: ofCode(found?.keySerde),
        value: ofCode(found?.valueSerde),
      },
      found?.kind ?? null,
    );
    showStatus();
    save();
    // After a reload of the window nothing is read before it is asked for.
    if ((found === null && onlyApplication === null) || run > 0 || remembered !== undefined) return;
    opening.start(run + 1);
    ask();
  };
  const takeAnswer = (said: Answer): void => {
    if (answer === undefined) {
      if (said.place !== null) host.post({ type: 'holders', run, index: null });
      form.setFound(foundIn(said, form.choice), said.storeKind === 'unknown' ? null : said.storeKind);
    }
    answer = said;
  };
  const takeRows = ({ from, rows: next, answer: said }: Message<'rows'>): void => {
    const isFirst = shownRun !== run;
    if (isFirst) {
      [shownRun, shown, answer, keyHolders] = [run, asked, undefined, ''];
      rows.clear(asked?.operation.kind === 'history');
      hideDetails();
      grid.reset();
    }
    if (said !== null) takeAnswer(said);
    for (const [at, row] of next.entries()) rows.put(from + at, row);
    showRows();
    if (!isFirst) return;
    grid.fit();
    // Whoever asked goes on among the rows; whoever went elsewhere meanwhile stays there.
    if (document.hasFocus() && (document.activeElement === document.body || form.element.contains(document.activeElement))) grid.focus();
  };
  const end = ({ state: reached, message, mayAsk }: Message<'end'>): void => {
    if (reached !== 'following') form.setRunning(false);
    progress.stop();
    state = stateWords[reached];
    problem.say(message ?? (opening.note(run) || (shownRun === run ? noteOf(answer) : '')), reached !== 'failed');
    if (mayAsk) problem.offerToAsk();
    showRows();
  };

  const takeWhole = ({ run: of, index, row: whole }: Message<'whole'>): void => {
    const row = rows.row(index);
    if (row === undefined || of !== shownRun || index !== opened) return;
    const isNew = details.element.hidden;
    historyKey = askedFor(row, whole);
    details.show(row, whole);
    host.post({ type: 'holders', run: shownRun, index });
    splitter.element.hidden = false;
    if (isNew) details.reveal();
  };

  const takeHolders = ({ run: of, index, text }: Message<'holders'>): void => {
    if (of !== shownRun) return;
    if (index === null) keyHolders = text;
    else if (index === opened) details.showHolders(text);
    showStatus();
  };
  const carryOut: Readonly<Record<PageCommand, () => void>> = { run: ask, search: search.select, export: saveRows };
  const sayUnread = (): void => {
    problem.say('Something of the answer could not be read, so rows may be missing. "Kafka Streams: Show Log" says more.');
  };
  host.listen((message) => {
    if (message.type === 'store') showStore(message);
    else if (message.type === 'whole') takeWhole(message);
    else if (message.type === 'holders') takeHolders(message);
    else if (message.type === 'do') carryOut[message.what]();
    // What comes late from a query before is dropped.
    else if (message.run === run)
      switch (message.type) {
        case 'progress':
          progress.show(message);
          if (opening.isEnough(message)) host.post({ type: 'cancel' });
          break;
        case 'waiting':
          progress.wait(message.text);
          break;
        case 'rows':
          takeRows(message);
          break;
        case 'changes':
          for (const { index, row } of message.rows) rows.put(index, row, true);
          showRows();
          break;
        case 'end':
          end(message);
          break;
      }
  }, sayUnread);

  const tools = html('div', { class: 'tools' }, search.element, searchNote, exports.element);
  document.body.append(
    html('header', { class: 'top' }, html('div', { class: 'titles' }, title, subtitle), form.element),
    tools,
    problem.element,
    progress.element,
    html('main', {}, results, splitter.element, details.element),
  );
  splitter.element.hidden = true;
  form.setState(remembered?.form ?? emptyForm);
  form.setTimes(times);
  search.value = remembered?.search ?? '';
  showStatus();
  host.post({ type: 'ready' });
}

/** As it stands beside the choices; what a person chose stands there itself. */
function foundIn({ storeKind, kindOrigin, serdes, partitions }: Answer, { kind, keySerde, valueSerde }: Choice): Found {
  const isEmpty = spanOf({ partitions }) === 0;
  const originOf = (told: Parameters<typeof shortOrigin>[0]): string =>
    told.origin === 'bytes' && isEmpty ? 'nothing to tell it from' : shortOrigin(told);
  return {
    kind: kind === null ? `${kindTitles[storeKind]} (${originOf(kindOrigin)})` : '',
    key: keySerde === null ? `${serdes.key.serde} (${originOf(serdes.key)})` : '',
    value: valueSerde === null ? `${serdes.value.serde} (${originOf(serdes.value)})` : '',
  };
}

const ofCode = (serde: string | null | undefined): string => (serde === null || serde === undefined ? '' : `${serde} (from code)`);

/** What a person should not overlook of an answer that is there. */
const noteOf = (answer: Answer | undefined): string =>
  answer?.lacking.join(' ') || (answer?.live?.notAsked.length ? notAskedText(answer.live.notAsked) : '');

/** The key of a row as the form takes it: text, or bytes that no text stands for. */
function askedFor({ key: { shape } }: PanelRow, { keyJson, keyText }: WholeRow): { readonly text: string } | { readonly base64: string } {
  const key: unknown = shape !== 'bytes' || keyJson === null ? null : JSON.parse(keyJson);
  const isBytes = typeof key === 'object' && key !== null && 'base64' in key && typeof key.base64 === 'string';
  return isBytes ? { base64: String(key.base64) } : { text: keyText };
}

start();
