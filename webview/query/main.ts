/** The page of a store's contents: wires what the editor sends and what a person does. */
import type { Answer, QueryFromPage, QueryPageState, QueryToPage, StoreId } from '../../src/protocol/queryPanel.js';
import { readQueryPageState, readQueryToPage } from '../../src/protocol/queryPanel.js';
import { createButton, createDropdown, createTextField, registerControls } from '../components/controls.js';
import type { Times } from '../components/timeField.js';
import { html } from '../shared/elements.js';
import { connectHost } from '../shared/host.js';
import { createRowDetails } from './details.js';
import { createGrid } from './grid.js';
import { kindTitles } from './operations.js';
import { createProgress } from './progress.js';
import { createQueryForm, emptyForm } from './queryForm.js';
import { createRows } from './rows.js';
import { createSplitter } from './splitter.js';
import { createStatusLine, shortOrigin } from './statusLine.js';
import { formatCount } from './times.js';
import { visibleText } from './visibleText.js';

type Message<T extends QueryToPage['type']> = QueryToPage & { readonly type: T };

/** Rows that arrive are shown at once, but sorted and filtered anew no more often than this. */
const arrangeEveryMs = 400;

function start(): void {
  registerControls();
  const host = connectHost<QueryFromPage, QueryToPage, QueryPageState>({ readMessage: readQueryToPage, readState: readQueryPageState });
  const { remembered } = host;
  let id: StoreId | undefined = remembered?.id;
  let run = 0;
  let state = remembered === undefined ? '' : 'the window was reloaded: run the query to read again';
  let answer: Answer | undefined;
  let asOf: number | null = null;
  let topic = '';
  let opened: number | undefined;
  let times: Times = remembered?.times ?? 'local';
  let widths = remembered?.widths ?? {};
  let detailsWidth = remembered?.detailsWidth ?? 420;
  let wasTold = false;
  let saving: number | undefined;
  let arranging: number | undefined;
  const rows = createRows();
  rows.setSort(remembered?.sort ?? null);

  const save = (): void => {
    window.clearTimeout(saving);
    saving = window.setTimeout(() => {
      if (id === undefined) return;
      host.remember({ id, form: form.state, times, filter: rows.filter, sort: rows.sort, widths, detailsWidth });
    }, 150);
  };
  const showStatus = (): void => status.show({ answer, total: rows.total, shown: rows.shown, asOf, state, topic }, times);
  const showRows = (): void => {
    grid.refresh();
    empty.hidden = rows.shown > 0 || answer === undefined;
    empty.textContent = rows.total > 0 ? 'No row holds the text of the filter.' : 'No rows.';
    filterNote.textContent =
      rows.filter !== '' && rows.cutCells > 0 ? `${formatCount(rows.cutCells)} long cells: the filter sees their beginning only.` : '';
    showStatus();
  };
  const arrange = (): void => {
    window.clearTimeout(arranging);
    arranging = undefined;
    rows.arrange();
    showRows();
  };
  const arrangeSoon = (): void => {
    if (rows.sort === null && rows.filter === '') arrange();
    else arranging ??= window.setTimeout(arrange, arrangeEveryMs);
  };

  const ask = (): void => {
    const question = form.toQuestion();
    problem.textContent = typeof question === 'string' ? question : '';
    if (typeof question === 'string') return;
    run += 1;
    ({ asOf } = question);
    answer = undefined;
    state = 'reading';
    rows.clear();
    details.hide();
    opened = undefined;
    splitter.element.hidden = true;
    grid.reset();
    progress.start();
    form.setRunning(true);
    showRows();
    host.post({ type: 'run', run, question });
    save();
  };
  const open = (index: number): void => {
    opened = index;
    host.post({ type: 'open', run, index });
  };
  const close = (): void => {
    opened = undefined;
    details.hide();
    splitter.element.hidden = true;
    grid.focus();
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

  const form = createQueryForm(times, { run: ask, cancel: () => host.post({ type: 'cancel' }), changed: save });
  const title = html('h1', {});
  const subtitle = html('span', { class: 'subtitle' });
  const problem = html('div', { class: 'problem', role: 'alert' });
  const progress = createProgress();
  const empty = html('div', { class: 'empty', hidden: '' });
  const filterNote = html('span', { class: 'note' });
  const status = createStatusLine();
  let filtering: number | undefined;
  const filter = createTextField({
    label: 'Filter',
    placeholder: 'Rows that hold this text',
    onInput: (text) => {
      window.clearTimeout(filtering);
      filtering = window.setTimeout(() => {
        rows.setFilter(text, times);
        grid.reset();
        showRows();
        save();
      }, 120);
    },
  });
  const timesChoice = createDropdown<Times>(
    'Times',
    [
      { value: 'local', text: 'Local' },
      { value: 'utc', text: 'UTC' },
    ],
    (next) => {
      times = next;
      form.setTimes(times);
      grid.setTimes(times);
      rows.setFilter(rows.filter, times);
      showRows();
      save();
    },
  );
  const exports = (['csv', 'json', 'ndjson'] as const).map((format) =>
    createButton({
      text: format.toUpperCase(),
      title: `Save the rows that are shown as ${format.toUpperCase()}`,
      press: () => host.post({ type: 'export', run, format, order: rows.order }),
    }),
  );
  const details = createRowDetails({
    copy: (what) => {
      if (opened !== undefined) host.post({ type: 'copy', run, index: opened, what });
    },
    history,
    close,
  });
  const grid = createGrid(rows, widths, times, {
    open,
    copyCell: (index, column) => {
      if (column === 'key' || column === 'value') host.post({ type: 'copy', run, index, what: column });
      else {
        const row = rows.row(index);
        const shown = rows.columns.find((one) => one.id === column);
        if (row !== undefined && shown !== undefined) host.post({ type: 'copyText', text: shown.text(row, times) });
      }
    },
    copyRow: (index) => host.post({ type: 'copy', run, index, what: 'row' }),
    sortBy: (column) => {
      const now = rows.sort;
      rows.setSort(now?.column !== column ? { column, descending: false } : now.descending ? null : { column, descending: true });
      showRows();
      save();
    },
    resized: (next) => {
      widths = { ...next };
      save();
    },
    active: (index) => {
      if (index !== undefined && opened !== undefined && opened !== index) open(index);
    },
  });
  const splitter = createSplitter(details.element, detailsWidth, (width) => {
    detailsWidth = width;
    save();
  });

  const showStore = ({ id: told, found, problem: why, choice, serdes }: Message<'store'>): void => {
    id = told;
    document.title = told.store;
    title.replaceChildren(...visibleText(told.store));
    topic = found?.topic ?? '';
    subtitle.replaceChildren(...visibleText(`${told.application === '' ? 'no known application' : told.application} on ${told.cluster}`));
    if (why !== null || run === 0) problem.textContent = why ?? '';
    form.setSerdes(serdes);
    // Told again when it is known where the store lies: what a person chose meanwhile stays.
    if (!wasTold) form.setChoice(choice);
    wasTold = true;
    form.setFound(
      {
        kind: found === null || found.kind === null ? '' : kindTitles[found.kind],
        key: found?.keySerde ?? '',
        value: found?.valueSerde ?? '',
      },
      found?.kind ?? null,
    );
    showStatus();
    save();
  };
  const showFound = ({ storeKind, kindOrigin, serdes }: Answer): void => {
    const { kind, keySerde, valueSerde } = form.choice;
    form.setFound(
      {
        kind: kind === null ? `${kindTitles[storeKind]} (${shortOrigin(kindOrigin)})` : '',
        key: keySerde === null ? `${serdes.key.serde} (${shortOrigin(serdes.key)})` : '',
        value: valueSerde === null ? `${serdes.value.serde} (${shortOrigin(serdes.value)})` : '',
      },
      storeKind === 'unknown' ? null : storeKind,
    );
  };
  const takeRows = ({ from, rows: next, answer: said }: Message<'rows'>): void => {
    const isFirst = answer === undefined;
    answer = said;
    if (isFirst) showFound(said);
    for (const [at, row] of next.entries()) rows.put(from + at, row);
    if (isFirst) {
      arrange();
      grid.fit();
    } else arrangeSoon();
  };
  const end = ({ state: reached, message }: Message<'end'>): void => {
    if (reached !== 'following') form.setRunning(false);
    progress.stop();
    const words = {
      done: 'all rows of the query',
      following: 'following',
      full: 'first rows only',
      cancelled: 'cancelled',
      failed: 'failed',
    };
    state = words[reached];
    problem.textContent = message ?? '';
    problem.classList.toggle('mild', reached !== 'failed');
    arrange();
  };

  host.listen((message) => {
    if (message.type === 'store') showStore(message);
    // What comes late from a query before is dropped.
    else if (message.run === run)
      switch (message.type) {
        case 'progress':
          progress.show(message);
          break;
        case 'rows':
          takeRows(message);
          break;
        case 'changes':
          for (const { index, row } of message.rows) rows.put(index, row);
          arrangeSoon();
          break;
        case 'end':
          end(message);
          break;
        case 'whole': {
          const row = rows.row(message.index);
          if (row === undefined || message.index !== opened) break;
          const key: unknown = message.row.keyJson === null ? null : JSON.parse(message.row.keyJson);
          historyKey =
            row.key.shape === 'bytes' && typeof key === 'object' && key !== null && 'base64' in key && typeof key.base64 === 'string'
              ? { base64: key.base64 }
              : { text: typeof key === 'string' ? key : (message.row.keyJson ?? '') };
          details.show(row, message.row);
          splitter.element.hidden = false;
          break;
        }
      }
  });

  const tools = html(
    'div',
    { class: 'tools' },
    filter.element,
    filterNote,
    timesChoice.element,
    html('span', { class: 'caption' }, 'Export'),
    ...exports.map(({ element }) => element),
  );
  document.body.append(
    html('header', { class: 'top' }, html('div', { class: 'titles' }, title, subtitle), form.element, problem, progress.element),
    tools,
    html('main', {}, html('div', { class: 'results' }, grid.element, empty), splitter.element, details.element),
    status.element,
  );
  splitter.element.hidden = true;
  form.setState(remembered?.form ?? emptyForm);
  timesChoice.value = times;
  if (remembered !== undefined) {
    filter.value = remembered.filter;
    rows.setFilter(remembered.filter, times);
  }
  showStatus();
  host.post({ type: 'ready' });
}

start();
