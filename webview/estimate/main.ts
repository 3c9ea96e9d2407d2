/** The page of an estimate: fields, a verdict, a bar for each store, and what is restored at which event. */
import {
  type EstimateFromPage,
  type EstimatePageState,
  type EstimateSource,
  type EstimateToPage,
  type EstimateView,
  readEstimatePageState,
  readEstimateToPage,
  type TypedInputs,
} from '../../src/protocol/estimatePanel.js';
import { createTextField, registerControls, type TextField } from '../components/controls.js';
import { html } from '../shared/elements.js';
import { connectHost } from '../shared/host.js';

/** Milliseconds after a keystroke. */
const pause = 250;

registerControls();
const host = connectHost<EstimateFromPage, EstimateToPage, EstimatePageState>({
  readMessage: readEstimateToPage,
  readState: readEstimatePageState,
});
const fields = new Map<string, { readonly field: TextField; readonly hint: HTMLElement }>();
let typed: TypedInputs = host.remembered?.typed ?? {};
let source: EstimateSource | undefined;
let waiting: number | undefined;

const notice = html('p', { class: 'notice', role: 'status' });
const verdict = html('p', { class: 'verdict', role: 'status' });
const advice = html('ul', { class: 'advice' });
const form = html('form', { 'aria-label': 'What an instance has' });
const facts = html('dl');
const bars = html('ul', { class: 'bars', 'aria-label': 'Stores' });
const restores = html('tbody');
const notes = html('ul', { class: 'notes' });
const save = html('button', { type: 'button', class: 'save' }, 'Save Picture…');
const results = html(
  'main',
  {},
  verdict,
  advice,
  facts,
  section('Memory outside the heap, by store', legend(), bars),
  restoreTable(),
  notes,
  save,
);
results.hidden = true;

document.body.append(notice, html('div', { class: 'page' }, form, results));
form.addEventListener('submit', (event) => event.preventDefault());
save.addEventListener('click', () => host.post({ type: 'export' }));
host.listen((message) => {
  notice.textContent = message.type === 'notice' ? message.text : '';
  if (message.type !== 'estimate') return;
  source = message.source;
  host.remember({ source, typed });
  show(message.view);
});
host.post({ type: 'estimate', typed });

function show(view: EstimateView): void {
  results.hidden = false;
  verdict.textContent = view.verdict.text;
  verdict.dataset['kind'] = view.verdict.kind;
  advice.replaceChildren(...view.advice.map((text) => html('li', {}, text)));
  for (const field of view.fields) showField(field);
  facts.replaceChildren(...view.facts.flatMap(({ term, text }) => [html('dt', {}, term), html('dd', {}, text)]));
  bars.replaceChildren(...view.bars.map(bar));
  restores.replaceChildren(
    ...view.restores.map(({ event, replayed, time, rule }) =>
      html('tr', { title: rule }, html('th', { scope: 'row' }, event), html('td', {}, replayed), html('td', {}, time)),
    ),
  );
  notes.replaceChildren(...view.notes.map((text) => html('li', {}, text)));
}

/** What a person types stays as typed; what is known stands in the field until then. */
function showField({ id, label, value, source: from, problem }: EstimateView['fields'][number]): void {
  const known = fields.get(id) ?? addField(id, label);
  const own = typed[id] ?? '';
  if (own === '') known.field.value = value;
  known.hint.textContent = problem ?? from;
  known.hint.classList.toggle('problem', problem !== null);
}

function addField(id: string, label: string): { readonly field: TextField; readonly hint: HTMLElement } {
  const field = createTextField({
    label,
    onInput(value) {
      typed = { ...typed, [id]: value };
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        if (source !== undefined) host.remember({ source, typed });
        host.post({ type: 'estimate', typed });
      }, pause);
    },
  });
  field.value = typed[id] ?? '';
  const hint = html('p', { class: 'hint', id: `hint-${fields.size}` });
  field.element.setAttribute('aria-describedby', hint.id);
  form.append(html('div', { class: 'field' }, field.element, hint));
  const made = { field, hint };
  fields.set(id, made);
  return made;
}

function bar({ name, detail, likely, worst, text }: EstimateView['bars'][number]): HTMLElement {
  const part = (kind: string, share: number): HTMLElement => {
    const element = html('span', { class: kind });
    element.style.width = `${share * 100}%`;
    return element;
  };
  const head = html(
    'div',
    { class: 'head' },
    html('span', { class: 'name' }, name),
    html('span', { class: 'detail' }, detail),
    html('span', {}, text),
  );
  const parts = worst === 0 ? [] : [part('worst', worst), part('likely', likely)];
  return html('li', {}, head, html('div', { class: 'bar', 'aria-hidden': 'true' }, ...parts));
}

function legend(): HTMLElement {
  return html(
    'p',
    { class: 'legend', 'aria-hidden': 'true' },
    html('span', { class: 'likely' }),
    'likely',
    html('span', { class: 'worst' }),
    'at worst',
  );
}

function section(title: string, ...content: readonly Node[]): HTMLElement {
  return html('section', {}, html('h2', {}, title), ...content);
}

function restoreTable(): HTMLElement {
  const head = html('tr', {}, ...['When', 'Read again', 'Takes'].map((text) => html('th', { scope: 'col' }, text)));
  return section('Restore', html('table', {}, html('thead', {}, head), restores));
}
