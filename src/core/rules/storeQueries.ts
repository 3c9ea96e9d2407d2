/** Where code asks for the content of a store by its name. */
import type { CallExpression, Expression } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import type { Span } from '../../base/text.js';
import type { StoreReport } from '../report.js';
import { callsIn, classesOf, createdIn, localsIn, unitsWith, type ReadCode } from './codeRule.js';
import { namedText } from './namedTexts.js';

export interface StoreQuery {
  readonly file: string;
  /** Where the name stands. */
  readonly span: Span;
  readonly name: string;
  /** The method of QueryableStoreTypes; undefined: another type, or none. */
  readonly type: string | undefined;
}

const methods = /\b(?:fromNameAndType|QueryableStoreTypes|inStore)\b/;

/** Of which the name is known: a text, or a constant that is one. */
export function findStoreQueries(code: ReadCode): readonly StoreQuery[] {
  return unitsWith(code, methods).flatMap((unit) =>
    callsIn(unit.classes).flatMap((call): StoreQuery[] => {
      const [named, typed] = call.args;
      if (named === undefined || !isQuery(call)) return [];
      const text = namedText(named, unit, code);
      return text === undefined ? [] : [{ file: unit.file, span: named.span, name: text.value, type: queryableType(typed) }];
    }),
  );
}

/** StoreQueryParameters.fromNameAndType, KafkaStreams.store before 2.5, Spring's getQueryableStore, and StateQueryRequest.inStore. */
export function isQuery({ name, target, args }: CallExpression): boolean {
  if (name === 'inStore') return args.length === 1 && target?.kind === 'name' && target.name === 'StateQueryRequest';
  if (args.length !== 2) return false;
  return name === 'fromNameAndType' || ((name === 'store' || name === 'getQueryableStore') && queryableType(args[1]) !== undefined);
}

function queryableType(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'call' || expression.args.length > 0) return undefined;
  const { target, name } = expression;
  if (target === undefined) return name.endsWith('Store') && Object.hasOwn(accepted, name) ? name : undefined;
  return target.kind === 'name' && target.name === 'QueryableStoreTypes' ? name : undefined;
}

/** Kinds of stores that a method of QueryableStoreTypes gives. */
export const accepted: Readonly<Record<string, readonly StoreReport['kind'][]>> = {
  keyValueStore: ['keyValue', 'timestampedKeyValue'],
  timestampedKeyValueStore: ['timestampedKeyValue'],
  windowStore: ['window', 'timestampedWindow', 'joinWindow'],
  timestampedWindowStore: ['timestampedWindow'],
  sessionStore: ['session'],
};

/** Spring Cloud Stream makes topologies of functions of streams, and of listeners, without a builder in the code. */
const wired = /\b(?:(?:Bi)?(?:Function|Consumer)|Supplier)\s*<\s*(?:KStream|KTable|GlobalKTable)\b|@StreamListener\b/;

/** Some KafkaStreams is given what a method gives that no file has: it may be any topology. */
function runsWhatWasNotRead(code: ReadCode): boolean {
  return unitsWith(code, /\bKafkaStreams\b/).some((unit) => {
    const locals = classesOf(unit).flatMap(({ methods: own, constructors }) =>
      [...own, ...constructors].flatMap(({ body }) => (body === undefined ? [] : localsIn(body))),
    );
    const given = createdIn(unit.classes).flatMap(({ type, args }) => (lastSegment(type.name) === 'KafkaStreams' ? args.slice(0, 1) : []));
    return given
      .flatMap((one) => (one.kind === 'name' ? locals.flatMap(({ name, value }) => (name === one.name ? (value ?? []) : [])) : [one]))
      .some((one) => one.kind === 'call' && one.name !== 'build' && !isDeclared(one.name, code));
  });
}

const isDeclared = (method: string, { units }: ReadCode): boolean =>
  units.flatMap(classesOf).some((one) => one.methods.some(({ name, body }) => name === method && body !== undefined));

/** All stores that the code makes, by name; undefined: some name is not known, so any may be meant. */
export function knownStores(code: ReadCode): ReadonlyMap<string, readonly StoreReport[]> | undefined {
  const { topologies } = code;
  if (topologies.length === 0 || !code.isWhole() || unitsWith(code, wired).length > 0 || runsWhatWasNotRead(code)) return undefined;
  const stores = new Map<string, StoreReport[]>();
  for (const { stores: made, numbersKnown, complete, error } of topologies) {
    if (!numbersKnown || !complete || error !== null) return undefined;
    for (const store of made) {
      if (store.name === null || store.alternatives.length > 0) return undefined;
      stores.set(store.name, [...(stores.get(store.name) ?? []), store]);
    }
  }
  return stores;
}
