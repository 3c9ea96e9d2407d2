/** A part of a module is asked for: what its other code may build on the same builder counts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyser } from '../../src/core/analyser.js';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import { openProject } from '../../src/platform/analysis/openProject.js';
import { readGrammars } from '../support/sourceEvaluator.js';
import { temporaryProject } from '../support/temporaryProject.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

const bean = (name: string): string => `package app.${name.toLowerCase()};
import org.apache.kafka.streams.StreamsBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
@Component
class ${name} { @Autowired void build(StreamsBuilder builder) { builder.stream("in").groupByKey().count(); } }
`;
const main = 'src/main/java/app';

function storesOf(files: Readonly<Record<string, string>>, part: string): readonly (string | null)[] {
  const folder = temporaryProject({ 'pom.xml': '<project><artifactId>a</artifactId></project>', ...files });
  const options = { kafkaVersion: '3.9.1', applicationId: undefined, optimization: undefined, includeTests: false };
  const { sources, settingsFor } = openProject([`${folder}/${part}`], folder, options);
  const { topologies } = analyser.analyse({ sources, settingsFor, includeTests: false });
  return topologies.flatMap(({ stores }) => stores.map(({ name }) => name));
}

test('a bean of another folder may build before', () => {
  expect(storesOf({ [`${main}/a/A.java`]: bean('A'), [`${main}/b/B.java`]: bean('B') }, `${main}/b`)).toEqual([null]);
});

test('one that is alone in its module does not', () => {
  const alone = ['KSTREAM-AGGREGATE-STATE-STORE-0000000001'];
  expect(storesOf({ [`${main}/b/B.java`]: bean('B') }, `${main}/b`)).toEqual(alone);
  expect(storesOf({ [`${main}/b/B.java`]: bean('B'), 'src/test/java/app/a/A.java': bean('A') }, `${main}/b`)).toEqual(alone);
});

test('another module is another application', () => {
  const module = { 'one/pom.xml': '<project><artifactId>one</artifactId></project>', [`one/${main}/b/B.java`]: bean('B') };
  const other = { 'two/pom.xml': '<project><artifactId>two</artifactId></project>', [`two/${main}/a/A.java`]: bean('A') };
  expect(storesOf({ ...module, ...other }, `one/${main}/b`)).toEqual(['KSTREAM-AGGREGATE-STATE-STORE-0000000001']);
  expect(storesOf({ ...module, ...other }, 'one')).toEqual(['KSTREAM-AGGREGATE-STATE-STORE-0000000001']);
});
