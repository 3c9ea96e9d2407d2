/** A piece of a random program: some lines of Java that compute values, and make stores that are named by them or exist because of them. */
import { between, chance, pick, type Random } from './random.js';

export interface Piece {
  /** Which maker wrote it; the names of its stores begin with it. */
  readonly kind: string;
  /** Members of the program's class: methods, nested types, fields. */
  readonly members: readonly string[];
  /** Statements that have `builder` in scope. */
  readonly statements: readonly string[];
  /** Further files of the program: the text by the class. */
  readonly files?: Readonly<Record<string, string>>;
  /** As `files`; only the library gets them to read. */
  readonly unread?: Readonly<Record<string, string>>;
}

/** What a maker writes with. Everything that it declares outside of a block ends with `id`, so that pieces do not meet. */
export interface Writer {
  readonly random: Random;
  readonly kind: string;
  readonly id: number;
  /** How many names it has given. */
  names: number;
}

export type PieceMaker = (w: Writer) => Omit<Piece, 'kind'>;

const stream = (w: Writer): string => `builder.<String, String>stream("in-${w.kind}${w.id}")`;

/** The literal that a name begins with: no two statements share one. */
function nextTag(w: Writer): string {
  w.names++;
  return `${w.kind}${w.id}${String.fromCharCode(97 + Math.floor(w.names / 26), 97 + (w.names % 26))}-`;
}

/** A statement that makes something named by the text of a Java expression, whose characters must be legal in names. */
export function named(w: Writer, expression: string): string {
  const tag = nextTag(w);
  const name = `"${tag}" + ${/^[\w.]+$/.test(expression) ? expression : `(${expression})`}`;
  const variable = `name${w.id}${w.names}`;
  return pick(w.random, [
    `${stream(w)}.groupByKey().count(Materialized.as(${name}));`,
    `${stream(w)}.groupByKey().count(Materialized.as(${name}));`,
    `${stream(w)}.groupByKey().reduce((older, newer) -> newer, Materialized.as(${name}));`,
    `${stream(w)}.toTable(Materialized.as(${name}));`,
    `String ${variable} = ${name};\n${stream(w)}.groupByKey().count(Materialized.as(${variable}));`,
    `${stream(w)}.groupBy((key0, value0) -> value0, Grouped.as(${name})).count();`,
    `${stream(w)}.repartition(Repartitioned.as(${name}));`,
  ]);
}

/** A statement that makes something without a name: numbers are drawn, and all later ones move. */
export function unnamed(w: Writer): string {
  return pick(w.random, [
    `${stream(w)}.groupByKey().count();`,
    `${stream(w)}.groupBy((key0, value0) -> value0).count();`,
    `${stream(w)}.filter((key0, value0) -> value0 != null);`,
  ]);
}

export function decided(w: Writer, condition: string): string {
  const otherwise = chance(w.random, 0.4) ? ` else {\n${unnamed(w)}\n}` : '';
  return `if (${condition}) {\n${unnamed(w)}\n}${otherwise}`;
}

/** As often as the remainder of a Java `int` or `long` says. */
export function repeated(w: Writer, expression: string): string {
  const i = `i${w.id}${++w.names}`;
  return `for (int ${i} = 0; ${i} < Math.floorMod(${expression}, ${between(w.random, 2, 4)}); ${i}++) {\n${unnamed(w)}\n}`;
}

const words = [
  'orders',
  'payments',
  'clicks',
  'users',
  'stock',
  'audit',
  'eu',
  'us',
  'north',
  'west',
  'alpha',
  'beta',
  'gamma',
  'x',
  'Ab',
  'zed',
];

export function word(w: Writer): string {
  return pick(w.random, words);
}

/** Different ones. */
export function someWords(w: Writer, least: number, most: number): string[] {
  const count = between(w.random, least, most);
  const rest = [...words];
  return Array.from({ length: count }, () => rest.splice(Math.floor(w.random() * rest.length), 1)[0] ?? 'none');
}

/** `"a", "b"` */
export function quoted(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(', ');
}

/** The statement, or nothing. */
export function pickedOrNot(w: Writer, statement: string): string {
  return chance(w.random, 0.4) ? statement : '';
}
