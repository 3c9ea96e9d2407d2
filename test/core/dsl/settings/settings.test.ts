/** Our configuration objects against what the real library's hold after the same calls (recorded by probe/record.sh). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { DslCall, Host } from '../../../../src/core/dsl/api.js';
import { createSettingsLibrary } from '../../../../src/core/dsl/settings/settingsLibrary.js';
import { mapOfTexts } from '../../../../src/core/values/maps.js';
import { intValue, longValue } from '../../../../src/core/values/numbers.js';
import type { Value } from '../../../../src/core/values/values.js';
import { TopologyError } from '../../../../src/core/topology/model.js';

type Argument = string | number | boolean | Readonly<Record<string, unknown>>;
type Step = readonly [variable: string, call: string, ...args: Argument[]];
type Facts = Readonly<Record<string, unknown>>;
interface Answer {
  readonly absent?: true;
  readonly error?: { readonly type: string; readonly message: string | null };
  readonly values?: Readonly<Record<string, Facts>>;
}

const here = path.dirname(fileURLToPath(import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(here, name), 'utf8'));
const scenarios = read('scenarios.json') as readonly { readonly name: string; readonly steps: readonly Step[] }[];

const host: Host = {
  invoke: () => undefined,
  hasMethod: () => undefined,
  choose: () => 0,
  takeDefault: () => undefined,
  toText: (value) => (value.kind === 'text' ? value.text : `<${value.kind}>`),
  gap: () => undefined,
};
const site = { file: 'Scenario.java', start: 0, end: 1 };

describe.each(['2.8.2', '3.9.1', '4.3.0'])('as the library in version %s', (version) => {
  const recorded = read(`library-${version}.json`) as {
    readonly scenarios: Readonly<Record<string, Answer>>;
    readonly constants: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  };
  const present = scenarios.filter(({ name }) => recorded.scenarios[name]?.absent === undefined);

  test.each(present)('$name', ({ name, steps }) => {
    const answer = recorded.scenarios[name]!;
    const { values, error } = run(version, steps);
    expect(error).toEqual(answer.error);
    for (const [variable, facts] of Object.entries(answer.values ?? {})) {
      const ours = values.get(variable);
      const known = toFacts(ours, facts, values);
      expect({ [variable]: known }).toEqual({ [variable]: Object.fromEntries(Object.keys(known).map((key) => [key, facts[key]])) });
    }
  });

  const library = createSettingsLibrary({ kafkaVersion: version }, host);
  const modelled = Object.entries(recorded.constants).filter(([className]) => library.knows(className));

  test('the classes of constants are those that programs name', () => {
    expect(Object.keys(recorded.constants).filter((className) => !library.knows(className))).toEqual([]);
  });

  test.each(modelled)('constants of %s', (className, constants) => {
    const wrong = Object.entries(constants).filter(([field, text]) => {
      const value = library.constant(className, field);
      return value?.kind === 'text' && text !== null && value.text !== text;
    });
    expect(wrong).toEqual([]);
  });
});

function run(version: string, steps: readonly Step[]): { values: Map<string, Value>; error?: Answer['error'] } {
  const library = createSettingsLibrary({ kafkaVersion: version }, host);
  const values = new Map<string, Value>();
  for (const [variable, target, ...args] of steps) {
    const [receiver, method] = target.split('.') as [string, string];
    const call: DslCall = { method, args: args.map((arg) => toValue(arg, values, library)), typeArgs: [], site };
    const known = values.get(receiver);
    try {
      const value = known?.kind === 'dsl' ? library.call(known.object, call) : library.callStatic(receiver, call);
      if (value !== undefined) values.set(variable, value);
    } catch (error) {
      if (!(error instanceof TopologyError)) throw error;
      return { values, error: { type: error.type, message: error.message } };
    }
  }
  return { values };
}

function toValue(argument: Argument, values: ReadonlyMap<string, Value>, library: ReturnType<typeof createSettingsLibrary>): Value {
  if (typeof argument === 'string') return { kind: 'text', text: argument };
  if (typeof argument === 'number') return intValue(argument);
  if (typeof argument === 'boolean') return { kind: 'boolean', value: argument };
  const [kind, inner] = Object.entries(argument)[0] as [string, never];
  switch (kind) {
    case 'ms':
      return { kind: 'duration', milliseconds: inner };
    case 'long':
      return longValue(inner);
    case 'serde':
      return { kind: 'serde', name: `Serdes.${String(inner)}` };
    case 'map':
      return mapOfTexts(Object.entries<string>(inner).map(([k, v]) => [k, { kind: 'text', text: v }] as const));
    case 'var':
      return values.get(inner)!;
    case 'constant': {
      const [className, field] = String(inner).split('.') as [string, string];
      return library.constant(className, field)!;
    }
    case 'function':
    case 'consumer':
      return { kind: 'function', site };
    case 'null':
      return { kind: 'null' };
    default:
      throw new Error(`no such argument: ${kind}`);
  }
}

/** What we hold of the facts that the library was asked for; what we do not model is left out, what we do not know is a failure. */
function toFacts(value: Value | undefined, facts: Facts, values: ReadonlyMap<string, Value>): Record<string, unknown> {
  if (value === undefined) return { missing: true };
  if (value.kind === 'text') return { text: value.text };
  if (value.kind === 'number') return { number: value.value };
  if (value.kind !== 'dsl') return {};
  const object = value.object as unknown as Readonly<Record<string, unknown>>;
  const known: Record<string, unknown> = {};
  for (const key of Object.keys(facts)) {
    if (key === 'sameAs') {
      const other = values.get(String(facts[key]));
      if (other?.kind === 'dsl' && other.object === value.object) known[key] = facts[key];
      else known[key] = 'another object';
    } else if (key === 'storeName' && object['type'] === 'Materialized') known[key] = object['name'] ?? null; // a supplier's name wins when it is used
    else if (/[sS]upplier$/.test(key)) known[key] = (object[key] as { name?: string } | undefined)?.name ?? null;
    else if (key === 'function' || key === 'consumer') known[key] = object[key] !== undefined;
    else if (key in object && !isOldDefault(key, object)) known[key] = object[key] ?? null;
  }
  return known;
}

/** Before 3.0 windows compute these when nothing was given; ours say that nothing was given, and the stores' retention is compared in the goldens. */
function isOldDefault(key: string, object: Readonly<Record<string, unknown>>): boolean {
  return (key === 'graceMs' || key === 'maintainMs') && String(object['type']).endsWith('Windows') && object[key] === undefined;
}
