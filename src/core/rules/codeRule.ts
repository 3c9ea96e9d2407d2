/** Rules over code that stands beside topologies: RocksDB setters, queries of stores, what is configured. What is not seen in full is no finding. */
import type { Span } from '../../base/text.js';
import type { Block, CallExpression, ClassDeclaration, Expression, NewExpression, SourceUnit } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { eachRecord } from '../form/walk.js';
import type { Location, Severity, TopologyReport } from '../report.js';
import type { RuleInfo } from './rule.js';

/** What was read for one analysis. */
export interface ReadCode {
  /** Files that speak of Kafka Streams. */
  readonly units: readonly SourceUnit[];
  readonly topologies: readonly TopologyReport[];
  /** No file was left out, and none that speaks of Kafka Streams is of a language that is not followed. */
  isWhole(): boolean;
  /** As the compiler sees it; of units only. */
  textOf(file: string): string;
  /** Some file of those that were asked for, or a key of the configuration of some unit, has one of these words. */
  mentions(words: RegExp): boolean;
  /** Of Kafka Streams, as the build file or an option says; undefined: nobody does. */
  versionOf(file: string): string | undefined;
}

export interface CodeFinding {
  readonly severity: Severity;
  readonly message: string;
  readonly at: Location | { readonly file: string; readonly span: Span };
}

/** A finding that needs more than one topology, or none. */
export interface CodeRule extends RuleInfo {
  check(code: ReadCode): readonly CodeFinding[];
}

/** Of the units whose text has the word: bodies are converted when they are first walked. */
export function unitsWith(code: ReadCode, word: RegExp): readonly SourceUnit[] {
  return code.units.filter(({ file }) => word.test(code.textOf(file)));
}

/** With those inside them. */
export function classesOf(unit: SourceUnit): readonly ClassDeclaration[] {
  const inside = (one: ClassDeclaration): readonly ClassDeclaration[] => [one, ...one.classes.flatMap(inside)];
  return unit.classes.flatMap(inside);
}

const ofKind =
  <K extends Expression['kind']>(kind: K) =>
  (root: unknown): readonly Extract<Expression, { readonly kind: K }>[] => {
    const found: Extract<Expression, { readonly kind: K }>[] = [];
    eachRecord(root, (record) => {
      if (record['kind'] === kind && 'span' in record) found.push(record as unknown as Extract<Expression, { readonly kind: K }>);
    });
    return found.sort((a, b) => a.span.start - b.span.start);
  };

/** All within, in the order of the text. */
export const callsIn: (root: unknown) => readonly CallExpression[] = ofKind('call');
export const createdIn: (root: unknown) => readonly NewExpression[] = ofKind('new');
export const assignmentsIn = ofKind('assign');
export const namesIn = ofKind('name');
export const selectsIn = ofKind('select');

export const typeNameOf = ({ type }: NewExpression): string => lastSegment(type.name);

/** `x`, `this.x` and `Type.x` have the name `x`; undefined: it is something else. */
export function nameOf(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'name') return expression.name;
  if (expression?.kind !== 'select') return undefined;
  const { target, name } = expression;
  return target.kind === 'this' || target.kind === 'name' ? name : undefined;
}

export interface LocalVariable {
  readonly name: string;
  readonly value: Expression | undefined;
}

export function localsIn(body: Block): readonly LocalVariable[] {
  const found: LocalVariable[] = [];
  eachRecord(body, (record) => {
    if (record['kind'] === 'local' && typeof record['name'] === 'string')
      found.push({ name: record['name'], value: record['value'] as Expression | undefined });
  });
  return found;
}
