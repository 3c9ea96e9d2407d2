/** Gives names to what a call makes: which argument says it, for each operator of the Streams DSL. How it is written says the language's writer. */
import type { CallExpression } from '../form/form.js';
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
import { argumentSpan, type CallSite } from './callSite.js';
import { appendTo, chained, type Addition } from './chained.js';
import { toConfigObject, type ConfigObject } from './configObjects.js';
import { nameBySuppliers } from './nameBySuppliers.js';
import { firstArgument, nameMaterialized, storeName, topicOf } from './nameMaterialized.js';
import { kstream, type Named, type Written } from './named.js';
import type { Naming } from './naming.js';

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
  const withName = (method: string, name: string): Addition => ({ method, argument: writer.text(name), type: 'java.lang.String' });

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
      return chained(written, repartitioned, [withName('withName', naming.name)]);
    }
    case 'suppress': {
      const [argument] = call.args;
      if (argument === undefined) return { refused: 'suppress() has no argument here' };
      return appendTo(argument.span.end, `.withName(${writer.text(naming.name)})`);
    }
    case 'joinStores': {
      const joined = find('StreamJoined');
      if (joined !== undefined) return chained(written, joined, [withName('withStoreName', naming.name)]);
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
        return chained(written, joined, [withName('withName', naming.name)]);
      }
      if (naming.of === 'streams') return { refused: 'StreamJoined.as() names the stores, and needs its types written out to name more' };
      return add('Joined', naming.name);
    }
    case 'foreignKeyJoin': {
      const joined = find('TableJoined');
      if (joined !== undefined) return chained(written, joined, [withName('withName', naming.name)]);
      return add('TableJoined', naming.name);
    }
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

function nameProcessor(site: CallSite, given: readonly ConfigObject[], named: string): Named {
  const { call } = site;
  if (given.some(({ type }) => type === 'Named')) return { refused: 'its Named gives the name to another processor' };
  const [mapper] = call.args;
  // Its Named is for the processor before the one that changes the key.
  if (mapper !== undefined && call.args.length === 1 && operatorsNamed(call.name).some((one) => one.with === 'mapper')) {
    const { start, end } = argumentSpan(site, 0);
    return {
      edits: [
        { span: { start: call.nameSpan.end, end: start }, newText: '().selectKey(' },
        { span: { start: end, end }, newText: `, ${named}` },
      ],
      added: [],
    };
  }
  if (!operatorsNamed(call.name).some(lendsItsName)) return { refused: `the processor of ${call.name}() cannot be named so` };
  return addArgument(placeFor('Named', call, given), named);
}

/** A Named names its processor, and a repartition topic may take that name: its own, or one of a later operator. */
function lendsItsName(operator: Operator): boolean {
  return settingsOf(operator).includes('Named') && (operator.gives === 'KStream' || operator.topic?.takes === 'processor');
}
