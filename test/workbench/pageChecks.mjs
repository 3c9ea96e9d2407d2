// The page of the command line and the pages about the rules: the names in them are those that the real library makes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { javaSources, libraryNames } from './library.mjs';
import { project } from './lib/setup.mjs';

const pages = path.join(project, 'docs', 'rules');

/** Of rules about names: what is in the examples of other pages is code beside a topology. */
const aboutNames = [
  ...['build-error', 'duplicate-name', 'explicit-naming-check', 'invalid-name', 'name-shift', 'named-is-not-store-name'],
  ...['unnamed-repartition', 'unnamed-store'],
].map((rule) => `${rule}.md`);

const imports = ['org.apache.kafka.streams', 'org.apache.kafka.streams.kstream', 'org.apache.kafka.common.serialization', 'java.time']
  .map((name) => `import ${name}.*;\n`)
  .join('');

/** A `java` block is the inside of a method that has a `builder`; the `text` block after it lists the internal topics, one a line, or is what the library throws. */
function examplesOf(file) {
  const blocks = [
    ...fs.readFileSync(path.join(pages, file), 'utf8').matchAll(/```java\n([\s\S]*?)```\s*(?:(?:(?!```)[\s\S])*```text\n([\s\S]*?)```)?/g),
  ];
  return blocks.map(([, code, topics], index) => ({
    title: `example ${index + 1} of ${file}`,
    name: `${file.replace(/\.md$/, '').replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())}${index + 1}`,
    code,
    topics: new Set(topics?.trim().split('\n')),
  }));
}

const topicsOf = ({ stores, repartitions }) => new Set([...stores.map((store) => store.changelog), ...repartitions]);

async function reportCheck({ directory, check }) {
  const sources = javaSources(path.join(project, 'demo', 'orders'));
  const programs = { Asked: 'new OrdersTopology().build()' };
  const { Asked: asked } = await libraryNames({ directory, kafka: '4.3.0', applicationId: 'orders-app', sources, programs });
  await check("the names in the page's report are the library's", () => {
    const text = fs.readFileSync(path.join(project, 'docs', 'command-line.md'), 'utf8');
    const report = /^OrdersTopology\.build[\s\S]*?```/m.exec(text)?.[0] ?? '';
    assert.deepEqual(new Set(report.match(/orders-app-\S+/g)), topicsOf(asked));
  });
}

export async function pageChecks({ directory, check }) {
  await reportCheck({ directory, check });
  const examples = aboutNames.flatMap(examplesOf);
  const sources = Object.fromEntries(
    examples.map(({ name, code }) => [
      `${name}Code.java`,
      `${imports}class ${name}Code {\n  static Topology topology() {\n    StreamsBuilder builder = new StreamsBuilder();\n${code}\n    return builder.build();\n  }\n}\n`,
    ]),
  );
  const programs = Object.fromEntries(examples.map(({ name }) => [name, `${name}Code.topology()`]));
  const answers = await libraryNames({ directory, kafka: '3.9.1', applicationId: 'shop', sources, programs });
  for (const { title, name, topics } of examples) {
    await check(`the names in ${title} are the library's`, () => {
      const { error } = answers[name];
      if (error === undefined) assert.deepEqual(topics, topicsOf(answers[name]));
      else assert.deepEqual([...topics], [error]);
    });
  }
  await check('every page about names shows what its finding changes', () => {
    for (const file of aboutNames) assert.ok(examplesOf(file).length >= 2, file);
  });
}
