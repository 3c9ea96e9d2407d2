/** What is read of `application.conf`: what Lightbend's Config gives, or nothing. */
import { expect, test } from 'vitest';
import { createProjectSettings } from '../../../src/platform/project/createProjectSettings.js';
import type { LightbendSettings } from '../../../src/core/jvm/lightbend.js';
import { createWorkspaceFiles } from '../../../src/platform/files/workspaceFiles.js';
import { temporaryProject } from '../../support/temporaryProject.js';

const none = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined };

function read(files: Readonly<Record<string, string>>): LightbendSettings | undefined {
  const named = Object.entries(files).map(([name, text]): [string, string] => [`src/main/resources/${name}`, text]);
  const folder = temporaryProject({ 'pom.xml': '<project><artifactId>a</artifactId></project>', ...Object.fromEntries(named) });
  const settings = createProjectSettings({ paths: [folder], base: folder, files: createWorkspaceFiles([folder]), enablesSpring: [] }, none);
  return settings('src/main/java/App.java').lightbend;
}

/** Each text, and what `getString("a.b")` of Lightbend Config 1.4.3 gave for it; null: it threw. */
const texts: readonly (readonly [text: string, given: string | null])[] = [
  ['a.b = x', 'x'],
  ['a { b = x }', 'x'],
  ['a { b = x, c = 2 }\na.b = y', 'y'],
  ['a.b = x\na = 5', null],
  ['a.b = x\na { c = 1 }', 'x'],
  ['a.b = ${?NOT_SET}', null],
  ['a.b = x\na.b = ${?NOT_SET}', 'x'],
  ['a.b = x\na.b = ${?NOT_SET}\na.b = y', 'y'],
  ['base { b = z }\na.b = x\na = ${base}', 'z'],
  ['base { c = z }\na.b = x\na = ${base} { c = 1 }', 'x'],
  ['a.b = x\na = null', null],
  ['a.b = null', null],
  ['a.b = "x y"', 'x y'],
  ['a.b = x y', 'x y'],
  ['a.b = " x "', ' x '],
  ['a.b = "x\\ty"', 'x\ty'],
  ['"a.b" = x', null],
  ['"a".b = x', 'x'],
  ['"a.b" = x\na.b = y', 'y'],
  ['a.b = x # c', 'x'],
  ['a.b = x // c', 'x'],
  ['a.b : x', 'x'],
  ['{ "a": { "b": "x" } }', 'x'],
  ['a.b = [x]', null],
  ['a.b = x\na.b += y', null],
  ['a.b = x${?NOT_SET}', 'x'],
  ['a.b = ${c}\nc = x', 'x'],
  ['a.b = x\nc = ${a.b}', 'x'],
  ['a.b = 5', '5'],
  ['a.b = true', 'true'],
  ['a.b = x\na.b { c = 1 }', null],
  ['a.b = ${?c}\nc = x', 'x'],
  ['a.b=""', ''],
  ['a.b = 1.50', '1.50'],
  ['a b = x', null],
  ['a.b = 10s', '10s'],
];

/** Texts whose value is not said, though there is one. */
const notFollowed: readonly string[] = [
  'base { b = z }\na.b = x\na = ${base}',
  'base { c = z }\na.b = x\na = ${base} { c = 1 }',
  'a.b = " x "',
  'a.b = "x\\ty"',
  '"a.b" = x\na.b = y',
  'a.b = x${?NOT_SET}',
  'a.b = ${c}\nc = x',
  'a.b = ${?c}\nc = x',
];

test.each(texts)('%j gives %j, or nothing', (text, given) => {
  const said = read({ 'application.conf': text })?.values['a.b'];
  expect(said ?? null).toBe(notFollowed.includes(text) ? null : given);
});

test('the application comes before the reference, and variables before both', () => {
  const found = read({ 'reference.conf': 'a = 1\nb = 2\nb = ${?B}\nc = 3', 'application.conf': 'a = 5\nc = ${?C}' });
  expect(found).toEqual({ values: { a: '5', b: '2', c: '3' }, variables: { b: 'B', c: 'C' } });
  expect(read({ 'application.conf': 'a = 1\na = ${?A}\na = 2' })).toEqual({ values: { a: '2' }, variables: {} });
});

test('of a file that is not followed nothing is said, nor of what it stands over', () => {
  expect(read({ 'reference.conf': 'a = 1', 'application.conf': 'include "more"' })).toBeUndefined();
  expect(read({})).toBeUndefined();
});
