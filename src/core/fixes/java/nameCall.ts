/** Gives names to what a call makes, in Java: which argument says it, for each operator of the Streams DSL. */
import type { TextEdit } from '../../../base/edits.js';
import type { CallExpression } from '../../syntax/form.js';
import type { StoreKind } from '../../topology/result.js';
import { quoted } from './argumentList.js';
import { usesOf, type CallSite } from './callSite.js';
import { toConfigObject, type ConfigObject, type ConfigType } from './configObjects.js';
import type { Imports } from './imports.js';
import { serdeType, toJava } from './serdeTypes.js';

/** What of a call is to be named. */
export type Naming =
  /** The store of an aggregation, a table, or a join of tables. */
  | { readonly what: 'store'; readonly name: string; readonly kind: StoreKind }
  /** The processor, whose name a repartition topic takes. */
  | { readonly what: 'processor'; readonly name: string }
  | { readonly what: 'repartition'; readonly name: string }
  | { readonly what: 'suppress'; readonly name: string }
  /** The stores of a join of two streams. */
  | { readonly what: 'joinStores'; readonly name: string }
  /** The same by suppliers, which give the whole name. */
  | { readonly what: 'joinSuppliers'; readonly stores: readonly [JoinStore, JoinStore] }
  /** The repartition topics of a join of two streams, or of a stream with a table. */
  | { readonly what: 'joinTopics'; readonly name: string; readonly of: 'streams' | 'table' }
  /** The topics and the store of a foreign-key join. */
  | { readonly what: 'foreignKeyJoin'; readonly name: string };

export interface JoinStore {
  readonly name: string;
  readonly retentionMs: number;
  readonly windowSizeMs: number;
  readonly persistent: boolean;
}

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

/** The least number of arguments that come before configuration objects. */
const functionsOf: Readonly<Record<string, number>> = {
  table: 1,
  toTable: 0,
  count: 0,
  reduce: 1,
  aggregate: 1,
  join: 2,
  leftJoin: 2,
  outerJoin: 2,
};

export function nameCall(site: CallSite, naming: Naming, imports: Imports): Named {
  const given = configObjects(site);
  if ('refused' in given) return given;
  const find = (type: ConfigType): ConfigObject | undefined => given.found.find((one) => one.type === type);
  const { call } = site;
  const type = (name: string): string => imports.nameOf(`${kstream}.${name}`);

  switch (naming.what) {
    case 'store': {
      const materialized = find('Materialized');
      if (materialized !== undefined) return nameMaterialized(site, materialized, naming, imports);
      return addArgument(call.args.length, `${type('Materialized')}.as(${quoted(naming.name)})`);
    }
    case 'processor':
      return nameProcessor(site, find('Named'), find('Materialized'), naming.name, imports);
    case 'repartition': {
      const repartitioned = find('Repartitioned');
      if (repartitioned === undefined) return addArgument(call.args.length, `${type('Repartitioned')}.as(${quoted(naming.name)})`);
      return chained(site, repartitioned, `.withName(${quoted(naming.name)})`);
    }
    case 'suppress': {
      const [argument] = call.args;
      if (argument === undefined) return { refused: 'suppress() has no argument here' };
      return appendTo(argument.span.end, `.withName(${quoted(naming.name)})`);
    }
    case 'joinStores': {
      const joined = find('StreamJoined');
      if (joined !== undefined) return chained(site, joined, `.withStoreName(${quoted(naming.name)})`);
      if (find('Joined') !== undefined) return { refused: 'its Joined has no store name; a StreamJoined in its place would have one' };
      return addArgument(call.args.length, `${type('StreamJoined')}.as(${quoted(naming.name)})`);
    }
    case 'joinSuppliers':
      return nameBySuppliers(site, find('StreamJoined'), find('Joined'), naming.stores, imports);
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
          return appendTo(only.args[2]!.span.end, `, ${quoted(naming.name)}`);
        return chained(site, joined, `.withName(${quoted(naming.name)})`);
      }
      if (naming.of === 'streams') return { refused: 'StreamJoined.as() names the stores, and needs its types written out to name more' };
      return addArgument(call.args.length, `${type('Joined')}.as(${quoted(naming.name)})`);
    }
    case 'foreignKeyJoin': {
      const joined = find('TableJoined');
      if (joined !== undefined) return chained(site, joined, `.withName(${quoted(naming.name)})`);
      const materialized = find('Materialized');
      const index = materialized === undefined ? call.args.length : call.args.indexOf(materialized.argument);
      return addArgument(index, `${type('TableJoined')}.as(${quoted(naming.name)})`);
    }
  }
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
  const functions = functionsOf[site.call.name];
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

/** An argument before one that is certainly a function is one itself. */
function couldBeFunction(site: CallSite, index: number): boolean {
  return site.call.args.slice(index + 1).some((later) => later.kind === 'lambda' || later.kind === 'methodRef');
}

/** `.withName("x")` behind a configuration object. A generic factory before it must not lose the types that its place gave it. */
function chained(site: CallSite, config: ConfigObject, addition: string): Named {
  const { argument, chain, variable } = config;
  if (variable !== undefined && variable.type !== undefined) return appendTo(argument.span.end, addition);
  if (variable !== undefined) return { refused: `the type of ${variable.name} is not written out` };
  const [first] = chain;
  if (first === undefined) return appendTo(argument.span.end, addition);
  const typed =
    first.typeArgs.length > 0 ||
    (first.args.length > 0 && first.args.every((one) => serdeType(site, one) !== undefined)) ||
    chain.length > 1;
  if (typed) return appendTo(argument.span.end, addition);
  return { refused: `the types of its ${config.type} would have to be written out: ${config.type}.<…>${first.name}(…)${addition}` };
}

/** `Materialized.with(key, value)` has no other way to a name than to begin with it. */
function nameMaterialized(site: CallSite, config: ConfigObject, naming: Naming & { what: 'store' }, imports: Imports): Named {
  const { chain, variable } = config;
  const [first] = chain;
  if (variable !== undefined && (!variable.isPrivate || usesOf(site, variable.name) > 1))
    return { refused: `its Materialized is kept in ${variable.name}, which is used elsewhere, too` };
  if (first === undefined) return { refused: 'its Materialized is made elsewhere' };
  const [key, value] = first.args;
  if (key === undefined || value === undefined || first.name !== 'with' || first.args.length !== 2)
    return { refused: `its Materialized.${first.name}(…) does not take a name` };
  const types = typesOfMaterialized(site, config, first, naming.kind, imports);
  if (types === undefined)
    return { refused: 'the types of its Materialized cannot be read from the source; write Materialized.<K, V, S>as("…") in its place' };
  const parts = [
    ...(key.kind === 'null' ? [] : [{ call: 'withKeySerde', argument: key }]),
    ...(value.kind === 'null' ? [] : [{ call: 'withValueSerde', argument: value }]),
  ];
  const edits: TextEdit[] = [];
  // A factory that is imported statically has no class before it.
  let at = first.target?.span.end ?? first.span.start;
  let text = `${first.target === undefined ? imports.nameOf(`${kstream}.Materialized`) : ''}.<${types}>as(${quoted(naming.name)})`;
  for (const { call, argument } of parts) {
    edits.push({ span: { start: at, end: argument.span.start }, newText: `${text}.${call}(` });
    at = argument.span.end;
    text = ')';
  }
  edits.push({ span: { start: at, end: first.span.end }, newText: text });
  return { edits, added: [] };
}

function typesOfMaterialized(
  site: CallSite,
  config: ConfigObject,
  first: CallExpression,
  kind: StoreKind,
  imports: Imports,
): string | undefined {
  const written = first.typeArgs.length === 3 ? first.typeArgs : config.variable?.type?.args;
  if (written?.length === 3) {
    const types = written.map(toJava);
    return types.includes(undefined) ? undefined : types.join(', ');
  }
  const types = first.args.map((one) => serdeType(site, one));
  const store = storeTypes[kind];
  if (types.includes(undefined) || store === undefined) return undefined;
  const visible = types.map((one) => (one!.includes('.') && !one!.includes('<') ? imports.nameOf(one!) : one!));
  const bytes = imports.nameOf('org.apache.kafka.common.utils.Bytes');
  return `${visible.join(', ')}, ${imports.nameOf(`org.apache.kafka.streams.state.${store}`)}<${bytes}, byte[]>`;
}

function nameProcessor(
  site: CallSite,
  named: ConfigObject | undefined,
  materialized: ConfigObject | undefined,
  name: string,
  imports: Imports,
): Named {
  const { call } = site;
  if (named !== undefined) return { refused: 'its Named gives the name to another processor' };
  const argument = `${imports.nameOf(`${kstream}.Named`)}.as(${quoted(name)})`;
  switch (call.name) {
    case 'toStream': {
      // Its Named is for the processor before the one that changes the key.
      const [mapper] = call.args;
      if (mapper === undefined || call.args.length > 1) return addArgument(call.args.length, argument);
      return {
        edits: [
          { span: { start: call.nameSpan.end, end: mapper.span.start }, newText: '().selectKey(' },
          { span: { start: mapper.span.end, end: mapper.span.end }, newText: `, ${argument}` },
        ],
        added: [],
      };
    }
    case 'process':
    case 'processValues':
    case 'transform':
    case 'flatTransform':
    case 'transformValues':
    case 'flatTransformValues':
      return addArgument(1, argument);
    case 'toTable':
      return addArgument(materialized === undefined ? call.args.length : call.args.indexOf(materialized.argument), argument);
    case 'filter':
    case 'filterNot':
    case 'map':
    case 'flatMap':
    case 'selectKey':
    case 'mapValues':
    case 'flatMapValues':
    case 'peek':
    case 'merge':
    case 'join':
    case 'leftJoin':
      return addArgument(call.args.length, argument);
    default:
      return { refused: `the processor of ${call.name}() cannot be named so` };
  }
}

function nameBySuppliers(
  site: CallSite,
  joined: ConfigObject | undefined,
  old: ConfigObject | undefined,
  stores: readonly [JoinStore, JoinStore],
  imports: Imports,
): Named {
  if (old !== undefined) return { refused: 'its Joined takes no store suppliers; a StreamJoined in its place would' };
  const storesClass = imports.nameOf('org.apache.kafka.streams.state.Stores');
  const duration = imports.nameOf('java.time.Duration');
  const supplier = ({ name, retentionMs, windowSizeMs, persistent }: JoinStore): string =>
    `${storesClass}.${persistent ? 'persistentWindowStore' : 'inMemoryWindowStore'}(${quoted(name)}, ${duration}.ofMillis(${retentionMs}), ${duration}.ofMillis(${windowSizeMs}), true)`;
  const [left, right] = stores;
  if (joined === undefined) {
    const made = `${imports.nameOf(`${kstream}.StreamJoined`)}.with(${supplier(left)}, ${supplier(right)})`;
    return addArgument(site.call.args.length, made);
  }
  return chained(site, joined, `.withThisStoreSupplier(${supplier(left)}).withOtherStoreSupplier(${supplier(right)})`);
}
