/**
 * Places: an operator that does nothing draws a number in the place of a store that has a name now and draws none, so that what comes after
 * it and cannot be pinned stays. Here is only how it could be written; that it keeps what it should, the analysis of the edited code says.
 */
import type { TextEdit } from '../../base/edits.js';
import type { Expression } from '../form/form.js';
import { operatorsNamed } from '../operators/operators.js';
import type { CallSite, Declared } from '../writing/callSite.js';
import { simpleName } from '../writing/configObjects.js';
import type { Writer } from '../writing/writer.js';
import { writtenAt, type Code } from './planFix.js';
import { lowestNumber, type Target } from './targets.js';

/** What is drawn before one that cannot be pinned; the first of the ways is the one that is tried. */
export interface Filling {
  readonly target: Target;
  readonly count: number;
  readonly ways: readonly [TextEdit, ...TextEdit[]];
}

/** As more would be no code that anybody keeps. */
const mostDrawn = 8;

/** `stuck`: of each a name moves, whatever is drawn before it. */
export interface Filled {
  readonly fillings: readonly Filling[];
  readonly stuck: readonly Target[];
}

/**
 * After an attempt in which these moved, though they cannot be pinned: what to try next, in each topology at once, as an attempt analyses them all.
 * `drawnLess`: how many numbers fewer are drawn before one.
 */
export function fillPlaces(
  code: Code,
  fillings: readonly Filling[],
  moved: readonly Target[],
  drawnLess: (target: Target) => number,
): Filled {
  const ids = new Set(moved.map(({ topology }) => topology.id));
  // Nothing that cannot be pinned moved, and yet something is wrong: with what was added last.
  const wrong = ids.size === 0 ? fillings.at(-1)?.target.topology.id : undefined;
  if (wrong !== undefined) ids.add(wrong);
  const isOf = ({ topology }: Target, id: string): boolean => topology.id === id;
  const all = [...ids].map((id) =>
    fillInTopology(
      code,
      fillings.filter(({ target }) => isOf(target, id)),
      moved.filter((target) => isOf(target, id)),
      drawnLess,
    ),
  );
  return {
    fillings: [...fillings.filter(({ target }) => !ids.has(target.topology.id)), ...all.flatMap((one) => one.fillings)],
    stuck: all.flatMap(({ stuck }) => stuck),
  };
}

function fillInTopology(code: Code, fillings: readonly Filling[], moved: readonly Target[], drawnLess: (target: Target) => number): Filled {
  const [first] = [...moved].sort((a, b) => lowestNumber(a) - lowestNumber(b));
  const last = fillings.at(-1);
  if (last !== undefined && (first === undefined || lowestNumber(first) <= lowestNumber(last.target))) {
    const others = fillings.slice(0, -1);
    const [, next, ...more] = last.ways;
    return next === undefined
      ? { fillings: others, stuck: [last.target] }
      : { fillings: [...others, { ...last, ways: [next, ...more] }], stuck: [] };
  }
  if (first === undefined) return { fillings, stuck: [] };
  const count = drawnLess(first);
  const written = count > 0 && count <= mostDrawn ? writtenAt(code, first.found) : undefined;
  const [way, ...others] = written === undefined ? [] : waysToDraw(written.site, written.writer, count);
  return way === undefined
    ? { fillings, stuck: [first] }
    : { fillings: [...fillings, { target: first, count, ways: [way, ...others] }], stuck: [] };
}

/** The ways to draw so many numbers before a call does, best first: a statement before its own, or in its chain. */
function waysToDraw(site: CallSite, writer: Writer, count: number): TextEdit[] {
  const names = freeNames(site);
  if (names === undefined) return [];
  const peek = `.peek(${writer.ignoring(...names)})`;
  const numbers = count === 1 ? 'Draws the number of a store that has a name now' : `Draw ${count} numbers of stores that have names now`;
  const comment = `${numbers}: the generated names after this stay.`;
  return [...inStatements(site, writer, `// ${comment}`, peek, count), ...inChain(site, comment, peek.repeat(count))];
}

/** Parameters of a function may not have the names of variables around it. */
function freeNames({ declared }: CallSite): readonly [string, string] | undefined {
  const taken = new Set(declared.filter(({ owner }) => owner === 'method').map(({ name }) => name));
  const pairs: readonly (readonly [string, string])[] = [
    ['key', 'value'],
    ['k', 'v'],
    ['anyKey', 'anyValue'],
  ];
  return pairs.find((pair) => pair.every((name) => !taken.has(name)));
}

/** Each is analysed: there are few that differ. */
const mostWays = 3;

function inStatements(site: CallSite, writer: Writer, comment: string, peek: string, count: number): TextEdit[] {
  const { statement, text } = site;
  const from = statement === undefined ? undefined : startOfLine(text, statement.start);
  if (statement === undefined || from === undefined) return [];
  const indent = /^\s*/.exec(text.slice(from, statement.start))?.[0] ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return drawsOf(site, peek).map((draw) => {
    const line = writer.statement(draw);
    const lines = [comment, ...Array.from({ length: count }, () => line)];
    return { span: { start: from, end: from }, newText: lines.map((one) => `${indent}${one}${end}`).join('') };
  });
}

/** Where the line begins, if the statement begins in it and another may stand before it. */
function startOfLine(text: string, at: number): number | undefined {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  // Of a variable the span begins at its name: its type stands before it.
  if (!/^[^;{}=():-]*$/.test(text.slice(from, at))) return undefined;
  const lines = text.slice(0, from).trimEnd().split('\n');
  const before = lines.findLast((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line) && line.trim() !== '') ?? '';
  return /[{};]\s*(?:\/\/[^{};]*)?$/.test(before) ? from : undefined;
}

/** Expressions that draw one number: of the stream that the call's chain begins with, of others that have a value there, then of tables. */
function drawsOf(site: CallSite, peek: string): string[] {
  let root: Expression | undefined = site.call;
  while (root?.kind === 'call') root = root.target;
  const begin = root?.kind === 'name' ? root.name : undefined;
  const hasValue = ({ owner, isPrivate, value }: Declared): boolean => owner === 'method' && (!isPrivate || value !== undefined);
  const namesOf = (type: string): string[] => {
    const names = site.declared.filter((one) => simpleName(one.type) === type && hasValue(one)).map(({ name }) => name);
    return [...new Set([...names.filter((name) => name === begin), ...names])];
  };
  const draws = [...namesOf('KStream').map((name) => `${name}${peek}`), ...namesOf('KTable').map((name) => `${name}.toStream()`)];
  return draws.slice(0, mostWays);
}

/** Behind each call of the chain that gives a stream, the nearest first. */
function inChain({ text, call }: CallSite, comment: string, peeks: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = call.target, next = call.nameSpan.start; at?.kind === 'call'; next = at.nameSpan.start, at = at.target) {
    const operators = operatorsNamed(at.name);
    if (operators.length === 0 || !operators.every(({ gives }) => gives === 'KStream')) continue;
    const { end } = at.span;
    // The next call's dot stands on a line of its own: so does what is added.
    const gap = /^\s*\n\s*/.exec(text.slice(end, next))?.[0];
    const newText = gap === undefined ? `/* ${comment} */${peeks}` : `${gap}// ${comment}${gap}${peeks}`;
    edits.push({ span: { start: end, end }, newText });
  }
  return edits.slice(0, mostWays);
}
