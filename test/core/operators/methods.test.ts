/** The records of operators beside what the library's jars declare, in each version that is known. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKafkaVersion, type KafkaVersion } from '../../../src/core/kafkaVersion.js';
import { nearestKafkaVersion } from '../../../src/core/kafkaVersions.js';
import { settingsSince, type Overload } from '../../../src/core/operators/operator.js';
import { isIn, overloadsOf, type Lifetime } from './overloads.js';

const [range, ...lines] = readFileSync(join(import.meta.dirname, '../../oracle/methods.txt'), 'utf8')
  .trimEnd()
  .split('\n');
const recorded = lines.map((line): { readonly declaration: string; readonly lifetime: Lifetime } => {
  const [, declaration, since, until] = /^(.*) (\d+\.\d+)-(\d+\.\d+)?$/.exec(line)!;
  return { declaration: declaration!, lifetime: { since, until } };
});

const minors = [...versions(2, 0, 8), ...versions(3, 0, 9), ...versions(4, 0, 4)];

function versions(major: number, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `${major}.${first + i}`);
}

/** An overload's declarations: all that it allows, and the one with all that the version has, which there must be. */
function declarationsOf(version: KafkaVersion, { parameters }: Overload): { readonly all: readonly string[]; readonly full: string } {
  const came: Readonly<Record<string, string>> = settingsSince;
  const here = parameters.filter(({ type, optional }) => !optional || came[type] === undefined || version.since(came[type]));
  const written = here.map(({ type, many, optional }) => ({ text: many ? `${type}...` : type, optional }));
  let all: string[][] = [[]];
  for (const { text, optional } of written) {
    const having = all.map((list) => [...list, text]);
    all = optional ? [...having, ...all] : having;
  }
  return { all: all.map((list) => list.join(', ')), full: written.map(({ text }) => text).join(', ') };
}

it('are recorded of every version that is known', () => {
  const minorOf = (version: string): string => nearestKafkaVersion(version).version.replace(/\.\d+$/, '');
  expect(range).toBe(`# ${minorOf('0.1')}-${minorOf('99.0')}`);
  expect([minors[0], minors.at(-1)]).toEqual([minorOf('0.1'), minorOf('99.0')]);
});

describe.each(minors)('of version %s', (text) => {
  const version = createKafkaVersion(text);
  const declared = new Set(recorded.flatMap(({ declaration, lifetime }) => (isIn(version, lifetime) ? [declaration] : [])));
  const ours = overloadsOf(version).map(({ receiver, method, operator, overload }) => {
    const { all, full } = declarationsOf(version, overload);
    const declare = (parameters: string): string => `${receiver}.${method}(${parameters}): ${overload.gives ?? operator.gives}`;
    return { all: all.map(declare), full: declare(full) };
  });

  it('every public method has a record, with its overloads', () => {
    const known = new Set(ours.flatMap(({ all }) => all));
    expect(declared.size).toBeGreaterThan(100);
    expect([...declared].filter((declaration) => !known.has(declaration))).toEqual([]);
  });

  it('every record is of a method that there is, with its overloads', () => {
    expect(ours.map(({ full }) => full).filter((declaration) => !declared.has(declaration))).toEqual([]);
  });
});
