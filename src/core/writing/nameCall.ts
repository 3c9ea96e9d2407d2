/** Gives names to what a call makes: which argument says it, for each operator of the Streams DSL. How it is written says the language's writer. */
import type { TextEdit } from '../../base/edits.js';
import type { CallExpression, Expression } from '../form/form.js';
import {
  argumentsBefore,
  makesUnnamedStore,
  settingsBehind,
  settingsOf,
  takesOptionalSettings,
  takesStoreNames,
  type Operator,
  type SettingsType,
} from '../operators/operator.js';
import { operatorsNamed } from '../operators/operators.js';
import type { StoreKind } from '../topology/result.js';
import { usesOf, type CallSite } from './callSite.js';
import { toConfigObject, type ConfigObject } from './configObjects.js';
import type { JoinStore, Naming } from './naming.js';
import type { Imports, Writer } from './writer.js';

/** Arguments that are added are apart from edits: a call may be given several, and they need their commas. */
export type Named =
  | { readonly edits: readonly TextEdit[]; readonly added: readonly { readonly index: number; readonly argument: string }[] }
  | { readonly refused: string };

const kstream = 'org.apache.kafka.streams.kstream';

const storeTypes: Partial<Record<StoreKind, string>> = {
  keyValue: 'KeyValueStore',
  timestampedKeyValue: 'KeyValueStore',
  versionedKeyValue: 'KeyValueStore',
  window: 'WindowStore',
  timestampedWindow: 'WindowStore',
  session: 'SessionStore',
};

/** One call, and what its file's language has to say of it. */
export interface Written {
  readonly site: CallSite;
  readonly writer: Writer;
  readonly imports: Imports;
}

/** The configuration object that gives it. */
function settingsFor(naming: Naming): SettingsType {
  switch (naming.what) {
    case 'store':
      return 'Materialized';
    case 'processor':
      return 'Named';
    case 'repartition':
      return 'Repartitioned';
    case 'suppress':
      return 'Suppressed';
    case 'joinStores':
    case 'joinSuppliers':
      return 'StreamJoined';
    case 'joinTopics':
      return naming.of === 'streams' ? 'StreamJoined' : 'Joined';
    case 'foreignKeyJoin':
      return 'TableJoined';
  }
}

/** For several names that one call is given: in the order of their configuration objects; of one object, its topics before its stores. */
export function compareNamings({ call }: CallSite, a: Naming, b: Naming): number {
  const [first, second] = [settingsFor(a), settingsFor(b)];
  if (first === second) return Number(b.what === 'joinTopics') - Number(a.what === 'joinTopics');
  const operators = operatorsNamed(call.name);
  const isBehind = (one: SettingsType, other: SettingsType): boolean =>
    operators.some((operator) => settingsBehind(operator, one).includes(other));
  return Number(isBehind(second, first)) - Number(isBehind(first, second));
}

export function nameCall({ site, writer, imports }: Written, naming: Naming): Named {
  const given = configObjects(site);
  if ('refused' in given) return given;
  if (naming.what === 'store' && naming.behindTopic && topicOf(site) === undefined)
    return {
      refused: `its topic may be another each time that it is asked for, so that it cannot stand in the name as well: ${firstArgument(site).slice(0, 60)}`,
    };
  const find = (type: SettingsType): ConfigObject | undefined => given.found.find((one) => one.type === type);
  const { call } = site;
  const written: Written = { site, writer, imports };
  /** `Materialized.as("…")` */
  const named = (type: SettingsType, name: string): string =>
    writer.factory(imports.nameOf(`${kstream}.${type}`), 'as', [], [writer.text(name)]);
  const add = (type: SettingsType, name: string): Named => addArgument(placeFor(type, call, given.found), named(type, name));
  const withName = (method: string, name: string): string => `.${method}(${writer.text(name)})`;

  switch (naming.what) {
    case 'store': {
      const materialized = find('Materialized');
      if (materialized !== undefined) return nameMaterialized(written, materialized, naming);
      const made = writer.factory(imports.nameOf(`${kstream}.Materialized`), 'as', [], [storeName(written, naming)]);
      return addArgument(placeFor('Materialized', call, given.found), made);
    }
    case 'processor':
      return nameProcessor(site, given.found, named('Named', naming.name));
    case 'repartition': {
      const repartitioned = find('Repartitioned');
      if (repartitioned === undefined) return add('Repartitioned', naming.name);
      return chained(written, repartitioned, withName('withName', naming.name));
    }
    case 'suppress': {
      const [argument] = call.args;
      if (argument === undefined) return { refused: 'suppress() has no argument here' };
      return appendTo(argument.span.end, withName('withName', naming.name));
    }
    case 'joinStores': {
      const joined = find('StreamJoined');
      if (joined !== undefined) return chained(written, joined, withName('withStoreName', naming.name));
      if (find('Joined') !== undefined) return { refused: 'its Joined has no store name; a StreamJoined in its place would have one' };
      return add('StreamJoined', naming.name);
    }
    case 'joinSuppliers':
      return nameBySuppliers(written, find('StreamJoined'), find('Joined'), naming.stores);
    case 'joinTopics': {
      const joined = find(naming.of === 'streams' ? 'StreamJoined' : 'Joined');
      if (joined !== undefined) {
        const [only] = joined.chain;
        if (
          naming.of === 'table' &&
          joined.variable === undefined &&
          joined.chain.length === 1 &&
          only?.name === 'with' &&
          only.args.length === 3
        )
          return appendTo(only.args[2]!.span.end, `, ${writer.text(naming.name)}`);
        return chained(written, joined, withName('withName', naming.name));
      }
      if (naming.of === 'streams') return { refused: 'StreamJoined.as() names the stores, and needs its types written out to name more' };
      return add('Joined', naming.name);
    }
    case 'foreignKeyJoin': {
      const joined = find('TableJoined');
      if (joined !== undefined) return chained(written, joined, withName('withName', naming.name));
      return add('TableJoined', naming.name);
    }
  }
}

function storeName({ site, writer }: Written, { name, behindTopic }: Naming & { what: 'store' }): string {
  const topic = behindTopic ? topicOf(site) : undefined;
  return topic === undefined ? writer.text(name) : writer.concatenation(topic, name);
}

const firstArgument = ({ text, call }: CallSite): string => {
  const [first] = call.args;
  return first === undefined ? '' : text.slice(first.span.start, first.span.end);
};

/** The topic as the call writes it, where it says the same when it is written twice. */
function topicOf(site: CallSite): string | undefined {
  const [first] = site.call.args;
  return first !== undefined && saysTheSameAgain(first) ? firstArgument(site) : undefined;
}

/** Variables, fields of any object, texts, what the environment sets, and sums of these. */
function saysTheSameAgain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
    case 'this':
    case 'text':
      return true;
    case 'select':
      return saysTheSameAgain(expression.target);
    case 'binary':
      return expression.operator === '+' && saysTheSameAgain(expression.left) && saysTheSameAgain(expression.right);
    case 'call': {
      const { target, name, args } = expression;
      return target?.kind === 'name' && target.name === 'System' && /^get(?:env|Property)$/.test(name) && args.every(saysTheSameAgain);
    }
    default:
      return false;
  }
}

/** Where a configuration object that a call does not have stands among its arguments, by the order of the library's overloads. */
function placeFor(type: SettingsType, { name, args }: CallExpression, given: readonly ConfigObject[]): number {
  const operators = operatorsNamed(name).filter((one) => settingsOf(one).includes(type));
  const behind = operators.flatMap((one) => settingsBehind(one, type));
  const next = given.find((one) => behind.includes(one.type));
  if (next !== undefined) return args.indexOf(next.argument);
  return Math.min(args.length, ...operators.filter(takesStoreNames).map(argumentsBefore));
}

function addArgument(index: number, argument: string): Named {
  return { edits: [], added: [{ index, argument }] };
}

function appendTo(offset: number, newText: string): Named {
  return { edits: [{ span: { start: offset, end: offset }, newText }], added: [] };
}

/** The configuration objects among the arguments, behind the functions. */
function configObjects(site: CallSite): { readonly found: readonly ConfigObject[] } | { readonly refused: string } {
  const found: ConfigObject[] = [];
  const functions = leastFunctions(site.call.name);
  for (const [i, argument] of site.call.args.entries()) {
    const config = toConfigObject(site, argument);
    if (config === 'unknown' && functions !== undefined && i >= functions && i >= site.call.args.length - 2 && !couldBeFunction(site, i))
      return {
        refused: `what its argument ${site.text.slice(argument.span.start, argument.span.end).slice(0, 60)} is cannot be seen here`,
      };
    if (typeof config !== 'string') found.push(config);
  }
  return { found };
}

/**
 * The least number of arguments before configuration objects, of methods that make stores with generated names and take a configuration
 * object or not: what cannot be seen of such a call may be one already. undefined: of all others.
 */
function leastFunctions(method: string): number | undefined {
  const operators = operatorsNamed(method).filter((one) => makesUnnamedStore(one) && takesOptionalSettings(one));
  return operators.length === 0 ? undefined : Math.min(...operators.map(argumentsBefore));
}

/** An argument before one that is certainly a function is one itself. */
function couldBeFunction(site: CallSite, index: number): boolean {
  return site.call.args.slice(index + 1).some((later) => later.kind === 'lambda' || later.kind === 'methodRef');
}

/** `.withName("x")` behind a configuration object. A generic factory before it must not lose the types that its place gave it. */
function chained({ site, writer }: Written, config: ConfigObject, addition: string): Named {
  const { argument, chain, variable } = config;
  if (variable !== undefined && variable.type !== undefined) return appendTo(argument.span.end, addition);
  if (variable !== undefined) return { refused: `the type of ${variable.name} is not written out` };
  const [first] = chain;
  if (first === undefined) return appendTo(argument.span.end, addition);
  const typed =
    first.typeArgs.length > 0 ||
    (first.args.length > 0 && first.args.every((one) => hasTypeOfItsOwn(one) || writer.serdeType(site, one) !== undefined)) ||
    chain.length > 1;
  if (typed) return appendTo(argument.span.end, addition);
  return { refused: `the types of its ${config.type} would have to be written out: ${config.type}.<…>${first.name}(…)${addition}` };
}

/** The compiler infers from it what it is of, whatever that is. */
const hasTypeOfItsOwn = (argument: Expression): boolean =>
  argument.kind === 'name' || (argument.kind === 'select' && hasTypeOfItsOwn(argument.target)) || argument.kind === 'this';

/** `Materialized.with(key, value)` has no other way to a name than to begin with it. */
function nameMaterialized(written: Written, config: ConfigObject, naming: Naming & { what: 'store' }): Named {
  const { site, writer, imports } = written;
  const { chain, variable } = config;
  const [first] = chain;
  if (variable !== undefined && (!variable.isPrivate || usesOf(site, variable.name) > 1))
    return { refused: `its Materialized is kept in ${variable.name}, which is used elsewhere, too` };
  if (first === undefined) return { refused: 'its Materialized is made elsewhere' };
  const [key, value] = first.args;
  if (key === undefined || value === undefined || first.name !== 'with' || first.args.length !== 2)
    return { refused: `its Materialized.${first.name}(…) does not take a name` };
  const types = typesOfMaterialized(written, config, first, naming.kind);
  if (types === undefined)
    return { refused: 'the types of its Materialized cannot be read from the source; write Materialized.<K, V, S>as("…") in its place' };
  const parts = [
    ...(key.kind === 'null' ? [] : [{ call: 'withKeySerde', argument: key }]),
    ...(value.kind === 'null' ? [] : [{ call: 'withValueSerde', argument: value }]),
  ];
  const edits: TextEdit[] = [];
  // A factory that is imported statically has no class before it.
  let at = first.target?.span.end ?? first.span.start;
  const owner = first.target === undefined ? imports.nameOf(`${kstream}.Materialized`) : '';
  let text = writer.factory(owner, 'as', types, [storeName(written, naming)]);
  for (const { call, argument } of parts) {
    edits.push({ span: { start: at, end: argument.span.start }, newText: `${text}.${call}(` });
    at = argument.span.end;
    text = ')';
  }
  edits.push({ span: { start: at, end: first.span.end }, newText: text });
  return { edits, added: [] };
}

function typesOfMaterialized(
  { site, writer, imports }: Written,
  config: ConfigObject,
  first: CallExpression,
  kind: StoreKind,
): readonly string[] | undefined {
  const written = first.typeArgs.length === 3 ? first.typeArgs : config.variable?.type?.args;
  if (written?.length === 3) {
    const types = written.flatMap((one) => writer.type(one) ?? []);
    return types.length === 3 ? types : undefined;
  }
  const types = first.args.flatMap((one) => writer.serdeType(site, one) ?? []);
  const store = storeTypes[kind];
  if (types.length < first.args.length || store === undefined) return undefined;
  const visible = types.map((one) => (one.includes('.') && !one.includes('<') ? imports.nameOf(one) : one));
  const bytes = writer.type({ name: imports.nameOf('org.apache.kafka.common.utils.Bytes'), args: [], dimensions: 0 });
  const kept = writer.type({ name: 'byte', args: [], dimensions: 1 });
  return [...visible, `${imports.nameOf(`org.apache.kafka.streams.state.${store}`)}<${bytes}, ${kept}>`];
}

function nameProcessor(site: CallSite, given: readonly ConfigObject[], named: string): Named {
  const { call } = site;
  if (given.some(({ type }) => type === 'Named')) return { refused: 'its Named gives the name to another processor' };
  const [mapper] = call.args;
  // Its Named is for the processor before the one that changes the key.
  if (mapper !== undefined && call.args.length === 1 && operatorsNamed(call.name).some((one) => one.with === 'mapper'))
    return {
      edits: [
        { span: { start: call.nameSpan.end, end: mapper.span.start }, newText: '().selectKey(' },
        { span: { start: mapper.span.end, end: mapper.span.end }, newText: `, ${named}` },
      ],
      added: [],
    };
  if (!operatorsNamed(call.name).some(lendsItsName)) return { refused: `the processor of ${call.name}() cannot be named so` };
  return addArgument(placeFor('Named', call, given), named);
}

/** A Named names its processor, and a repartition topic may take that name: its own, or one of a later operator. */
function lendsItsName(operator: Operator): boolean {
  return settingsOf(operator).includes('Named') && (operator.gives === 'KStream' || operator.topic?.takes === 'processor');
}

function nameBySuppliers(
  written: Written,
  joined: ConfigObject | undefined,
  old: ConfigObject | undefined,
  stores: readonly [JoinStore, JoinStore],
): Named {
  const { site, writer, imports } = written;
  if (old !== undefined) return { refused: 'its Joined takes no store suppliers; a StreamJoined in its place would' };
  const storesClass = imports.nameOf('org.apache.kafka.streams.state.Stores');
  const duration = imports.nameOf('java.time.Duration');
  const milliseconds = (count: number): string => writer.factory(duration, 'ofMillis', [], [String(count)]);
  const supplier = ({ name, retentionMs, windowSizeMs, persistent }: JoinStore): string =>
    writer.factory(
      storesClass,
      persistent ? 'persistentWindowStore' : 'inMemoryWindowStore',
      [],
      [writer.text(name), milliseconds(retentionMs), milliseconds(windowSizeMs), 'true'],
    );
  const [left, right] = stores;
  if (joined === undefined) {
    const made = writer.factory(imports.nameOf(`${kstream}.StreamJoined`), 'with', [], [supplier(left), supplier(right)]);
    return addArgument(site.call.args.length, made);
  }
  return chained(written, joined, `.withThisStoreSupplier(${supplier(left)}).withOtherStoreSupplier(${supplier(right)})`);
}
