/** Code of several files with carets under the words where a rule finds something, and nowhere else. */
import type { Analyser } from '../../src/core/analyser.js';
import { ruleTable } from '../../src/core/rules/rules.js';
import type { RuleSeverities } from '../../src/core/rules/severities.js';
import { unknownSettings } from './sourceEvaluator.js';

export interface Project {
  readonly kafka?: string;
  readonly configuration?: Readonly<Record<string, string>>;
  readonly unread?: readonly string[];
}

const caret = /^\s*\/\/\s*(\^+)(?:\s(.*))?$/;
const imports = [
  'import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import org.apache.kafka.streams.state.*;',
  'import org.rocksdb.*; import java.util.*; import java.time.Duration;',
].join(' ');

/** Of one rule, over files. Lines of the form `//   ^^^^ part of the message` speak of the line above them. */
export function differencesOf(
  analyser: Analyser,
  rule: string,
  files: readonly string[],
  { kafka = '4.3.0', configuration = {}, unread = [] }: Project,
): string[] {
  const expected: string[] = [];
  const parts: { readonly key: string; readonly text: string }[] = [];
  const texts = new Map<string, string>();
  for (const [i, written] of files.entries()) {
    const lines = [imports];
    for (const line of written.split('\n')) {
      const match = caret.exec(line);
      if (match === null) {
        lines.push(line);
        continue;
      }
      const start = line.indexOf('^');
      const key = `File${i}.java:${lines.length}:${start + 1}-${start + match[1]!.length}`;
      expected.push(key);
      if (match[2] !== undefined) parts.push({ key, text: match[2] });
    }
    texts.set(`File${i}.java`, lines.join('\n'));
  }
  const on = ruleTable.find(({ id }) => id === rule)?.severity === 'off' ? 'hint' : undefined;
  const severities: RuleSeverities = { ...Object.fromEntries(ruleTable.map(({ id }) => [id, 'off' as const])), [rule]: on ?? 'warning' };
  const { diagnostics } = analyser.analyse({
    sources: {
      files: [...texts.keys()],
      read: (file) => (texts.has(file) ? { text: texts.get(file)! } : undefined),
      findByClassName: (name) => [...texts].filter(([, text]) => text.includes(`class ${name} `)).map(([file]) => file),
      findByParent: () => [],
      unread: () => unread.map((text) => ({ file: 'Other.kt', speaksOfStreams: true, text })),
    },
    settingsFor: () => ({
      ...unknownSettings,
      applicationId: 'shop',
      configuration,
      kafkaVersion: { version: kafka, from: 'build file' },
    }),
    includeTests: true,
    severities,
  });
  const keyOf = ({ location }: (typeof diagnostics)[number]): string =>
    `${location.file}:${location.line}:${location.column}-${location.endColumn - 1}`;
  const found = diagnostics.map(keyOf);
  return [
    ...expected.filter((key) => !found.includes(key)).map((key) => `missing: ${key}`),
    ...found.filter((key, i) => !expected.includes(key) || found.indexOf(key) !== i).map((key) => `not expected: ${key}`),
    ...parts
      .filter(({ key, text }) => diagnostics.some((one) => keyOf(one) === key && !one.message.includes(text)))
      .map(({ key, text }) => `${key} does not say ${text}`),
  ];
}
