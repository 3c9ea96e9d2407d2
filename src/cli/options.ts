/** The command line's options: one table, from which parsing, checking and help come. */
import { parseArgs } from 'node:util';
import { nearestTo } from '../base/editDistance.js';
import { ruleSeverities } from '../core/rules/severities.js';
import { ruleTable } from '../core/rules/rules.js';
import { diagramFormats } from '../core/diagram/export/diagramFormats.js';
import { splitAddresses, wrongAddresses } from '../kafka/settings/addresses.js';
import { withoutSecrets } from '../kafka/settings/serviceAddress.js';
import { isSortOrder, type ListOrder, sortOrders } from '../present/cluster/listOrder.js';
import { leastBudgetBytes, setterLanguages } from '../estimate/configSetter.js';
import { parseLiveUrls } from '../live/client/liveAddress.js';
import { allFlavours } from '../live/endpoint/writeEndpoint.js';
import { isSerdeName, serdeNames } from '../store/serdes/serdeNames.js';
import { storeKinds } from '../store/query.js';
import { CommandLineError } from './commandLineError.js';
import { isJavaName, isPackageName } from './javaNames.js';
import { parseBytes } from '../base/byteSize.js';
import { parseDuration, parseTime } from './units.js';

export interface Option {
  readonly name: string;
  /** What stands after it; undefined: nothing. */
  readonly value: string | undefined;
  readonly help: string;
  /** undefined: fine; else what is wrong with the value. */
  check?(value: string): string | undefined;
}

const severities = ['error', 'warning', 'info', 'never'] as const;
const formats = ['text', 'json'] as const;
const drawingFormats = ['text', ...diagramFormats, 'json'] as const;
const optimizationFlags = ['merge.repartition.topics', 'reuse.ktable.source.topics', 'single.store.self.join'];

const oneOf =
  (allowed: readonly string[]) =>
  (value: string): string | undefined =>
    allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}`;

const format: Option = {
  name: 'format',
  value: formats.join('|'),
  help: 'How the report is written (default: text).',
  check: oneOf(formats),
};
const failOn: Option = {
  name: 'fail-on',
  value: severities.join('|'),
  help: 'The least finding that makes the exit status 1 (default: error).',
  check: oneOf(severities),
};
const kafkaVersion: Option = {
  name: 'kafka-version',
  value: 'VERSION',
  help: 'The version of the Kafka Streams library, such as 3.9.1, instead of what build files say.',
  check: (value) => (/^\d+\.\d+(?:\.\d+)?$/.test(value) ? undefined : 'must be a version such as 3.9.1'),
};
const applicationId: Option = {
  name: 'application-id',
  value: 'ID',
  help: 'The application.id that internal topics start with, instead of what code and configuration say.',
  check: (value) => (/^[\w.-]{1,200}$/.test(value) ? undefined : 'may hold letters, digits, dots, hyphens and underscores only'),
};
const optimization: Option = {
  name: 'optimization',
  value: 'none|all|FLAGS',
  help: `The topology.optimization to build with: none, all, or flags with commas between (${optimizationFlags.join(', ')}).`,
  check: (value) =>
    value === 'none' || value === 'all' || value.split(',').every((flag) => optimizationFlags.includes(flag.trim()))
      ? undefined
      : `must be none, all, or some of ${optimizationFlags.join(', ')} with commas between`,
};
const includeTests: Option = { name: 'include-tests', value: undefined, help: 'Look at test sources, too.' };
const stats: Option = { name: 'stats', value: undefined, help: 'Say how much was read and how long it took.' };
export const topology: Option = {
  name: 'topology',
  value: 'ID',
  help: 'Which topology, where there are several: its id as analyze shows it.',
};
export const help: Option = { name: 'help', value: undefined, help: 'Show this help.' };
export const debug: Option = { name: 'debug', value: undefined, help: 'Show a stack trace where the program itself fails.' };

export const project = [kafkaVersion, applicationId, optimization, includeTests];
export const bootstrap: Option = {
  name: 'bootstrap',
  value: 'HOST:PORT,…',
  help: 'Where the cluster is reached; may also stand in the file of --connection.',
  check: (value) =>
    wrongAddresses(splitAddresses(value)) === undefined && splitAddresses(value).length > 0
      ? undefined
      : 'must be HOST:PORT, several with commas between',
};
export const connection: Option = {
  name: 'connection',
  value: 'FILE',
  help: 'Security settings: the .properties file of a Java client. ${NAME} in a value is taken from the environment.',
};
const since: Option = {
  name: 'since',
  value: 'SIDE',
  help: 'Also report names that moved since then (name-shift): git:REV, a lock file, a path or a saved description.',
};
const ruleSeverity: Option = {
  name: 'rule',
  value: 'RULE=SEVERITY',
  help: `How severe a rule's findings are: ${ruleSeverities.join(', ')}. May be given several times. Rules: ${ruleTable.map(({ id }) => id).join(', ')}.`,
  check(value) {
    const [id, severity = '', ...rest] = value.split('=');
    if (rest.length > 0 || !ruleSeverities.some((one) => one === severity))
      return `must be RULE=SEVERITY, with ${ruleSeverities.join(', ')}`;
    return ruleTable.some((rule) => rule.id === id) ? undefined : `knows the rules ${ruleTable.map((rule) => rule.id).join(', ')}`;
  },
};
const analyzeFormat: Option = {
  ...format,
  value: 'text|json|sarif|github',
  help: 'How the report is written (default: text). sarif: for code scanning; github: annotations of a GitHub Actions run.',
  check: oneOf(['text', 'json', 'sarif', 'github']),
};
const fixes: Option = {
  name: 'fixes',
  value: undefined,
  help: 'With --format json: the fixes of each finding, and the names that they move.',
};
export const analyzeOptions: readonly Option[] = [
  analyzeFormat,
  fixes,
  failOn,
  ruleSeverity,
  since,
  ...project,
  bootstrap,
  connection,
  stats,
  debug,
  help,
];
const check: Option = { name: 'check', value: undefined, help: 'Write nothing; compare the names of the code with those of the file.' };
const file: Option = { name: 'file', value: 'FILE', help: 'The lock file (default: kafka-streams.lock.json).' };
export const lockOptions: readonly Option[] = [check, file, format, ...project, debug, help];
const mode: Option = {
  name: 'mode',
  value: 'pin|name',
  help: 'pin: the names that they have now, so that nothing moves. name: names of their own, for applications that are not deployed.',
  check: oneOf(['pin', 'name']),
};
const rule: Option = {
  name: 'rule',
  value: 'RULE',
  help: 'Only what these findings speak of: unnamed-store or unnamed-repartition.',
  check: oneOf(['unnamed-store', 'unnamed-repartition']),
};
const write: Option = {
  name: 'write',
  value: undefined,
  help: 'Write the edits to the files; without it they are shown as a unified diff.',
};
const to: Option = {
  name: 'to',
  value: 'SIDE',
  help: 'With --mode pin: where names moved since then, pin them to what they were: git:REV, a lock file, a path or a saved description.',
};
const keepPlaces: Option = {
  name: 'keep-places',
  value: undefined,
  help:
    'With --mode pin: where a name that cannot be pinned is in the way, add an operator that does nothing (a peek, with a comment) to draw the ' +
    'number that a named store no longer draws, so that more is pinned.',
};
export const fixOptions: readonly Option[] = [mode, keepPlaces, to, rule, write, format, ...project, bootstrap, connection, debug, help];
const drawing: Option = {
  name: 'format',
  value: drawingFormats.join('|'),
  help: 'How it is written (default: text): json is the nodes and edges of the diagram, with their places in the source.',
  check: oneOf(drawingFormats),
};
export const describeOptions: readonly Option[] = [drawing, topology, ...project, bootstrap, connection, debug, help];

export const app: Option = {
  name: 'app',
  value: 'ID',
  help: 'The application.id.',
  check: (value) => (value.trim() === '' ? 'must be an application.id, which is never empty' : undefined),
};
const askInstances: Option = {
  name: 'ask-instances',
  value: undefined,
  help: 'Ask the instances of the application for their restore lags, too: GET /iq/v1/lags at their application.server.',
};
export const cluster = [bootstrap, connection, format, debug, help];
const sideOption = (name: string, option: Option, text: string): Option => ({ ...option, name, help: text });
export const diffOptions: readonly Option[] = [
  format,
  sideOption('from-version', kafkaVersion, 'With one side: what it is now built with (default: what its build files say).'),
  sideOption('to-version', kafkaVersion, 'With one side: what an upgrade to this version of Kafka Streams would move.'),
  sideOption(
    'from-optimization',
    optimization,
    'With one side: the topology.optimization that it has now (default: what its configuration says).',
  ),
  sideOption('to-optimization', optimization, 'With one side: what the switch to this topology.optimization would move.'),
  ...[...project, bootstrap, connection, debug, help],
];
export const appsOptions: readonly Option[] = [app, ...cluster];
const listed: readonly Option[] = [
  { name: 'filter', value: 'TEXT', help: 'Only what has this in its name, in any case.' },
  {
    name: 'sort',
    value: sortOrders.join('|'),
    help: 'By name (the default), or the largest first; what is not known comes last.',
    check: oneOf(sortOrders),
  },
];
export const storesOptions: readonly Option[] = [app, askInstances, ...listed, topology, ...project, ...cluster];
export const statusOptions: readonly Option[] = [
  app,
  askInstances,
  { name: 'watch', value: undefined, help: 'Go on looking, every 5 s (or as --for says), until interrupted.' },
  {
    name: 'for',
    value: 'DURATION',
    help: 'The time between two looks (default: 5s): what moves meanwhile tells whether it processes.',
    check: (value) => (parseDuration(value) === undefined ? 'must be a duration such as 5s or 2m' : undefined),
  },
  {
    name: 'fail-on',
    value: 'error|warning|never',
    help: 'Exit with 1 where there is a mark of this severity or above, or the application is stuck or does not run (default: never).',
    check: oneOf(['error', 'warning', 'never']),
  },
  topology,
  ...project,
  ...cluster,
];
export const driftOptions: readonly Option[] = [app, topology, ...project, ...cluster];
export const topicsOptions: readonly Option[] = [app, ...listed, ...cluster];

export const numberAbove =
  (least: number) =>
  (value: string): string | undefined =>
    /^\d{1,12}$/.test(value) && Number(value) >= least ? undefined : `must be a whole number from ${least} on`;
const time = (value: string): string | undefined =>
  Number.isNaN(parseTime(value)) ? 'must be a time such as 2026-03-01T12:00:00Z, or milliseconds since 1970' : undefined;
const serde = (value: string): string | undefined => (isSerdeName(value) ? undefined : `must be one of ${serdeNames.join(', ')}`);

const store: Option = { name: 'store', value: 'NAME', help: 'The store; kslens stores --app ID lists them.' };
const kind: Option = {
  name: 'kind',
  value: 'KIND',
  help: `The kind of the store, where code and topic do not say it: ${storeKinds.join(', ')}.`,
  check: oneOf(storeKinds),
};
const keySerde: Option = { name: 'key-serde', value: 'SERDE', help: `Of the keys: ${serdeNames.join(', ')}.`, check: serde };
const source: Option = {
  name: 'source',
  value: 'PATH',
  help: "The application's code, to take kinds, serdes and window sizes from, and where keys are.",
};

export const whoOptions: readonly Option[] = [app, store, kind, keySerde, source, ...cluster];

export const queryOptions: readonly Option[] = [
  app,
  store,
  { name: 'topic', value: 'NAME', help: 'Instead of --app and --store: a changelog topic, also one of no known application.' },
  {
    name: 'via',
    value: 'changelog|application|auto',
    help:
      'Who is asked (default: the changelog, or the application where --url or --stale is given). auto: the application, and the changelog where ' +
      'no instance answers.',
    check: oneOf(['changelog', 'application', 'auto']),
  },
  {
    name: 'url',
    value: 'URL,…',
    help:
      'Where an instance answers ks-iq/1, such as http://127.0.0.1:7070; without it the members of the group say it (application.server). A token for ' +
      'these, and for no other, is taken from the environment: KSLENS_ENDPOINT_TOKEN.',
    check: (value) => {
      const urls = parseLiveUrls(value);
      return urls.ok ? undefined : urls.error;
    },
  },
  { name: 'stale', value: undefined, help: 'Standbys, and instances that restore, may answer too: what they say is marked, with its lag.' },
  {
    name: 'explain',
    value: undefined,
    help: 'Of an application: where the key is, by whose word, who answered, and how long each took; on standard error.',
  },
  {
    name: 'timeout',
    value: 'DURATION',
    help: 'How long the application is waited for while it rebalances, restores or does not answer (default: 10s).',
    check: (value) => (parseDuration(value) === undefined ? 'must be a duration such as 5s or 2m' : undefined),
  },
  { name: 'from', value: 'TIME', help: 'With window: the first window start.', check: time },
  { name: 'to', value: 'TIME', help: 'With window: the last window start.', check: time },
  { name: 'as-of', value: 'TIME', help: 'The state as it was then, by the timestamps of the records.', check: time },
  {
    name: 'expired',
    value: undefined,
    help: "Also windows and sessions past the store's retention, which the application does not see; they are marked.",
  },
  {
    name: 'retention',
    value: 'DURATION',
    help: 'How long the store keeps windows and sessions, where no code tells: 90s, 15m, 36h or 7d.',
    check: (value) => (parseDuration(value) === undefined ? 'must be a duration such as 90s, 15m, 36h or 7d' : undefined),
  },
  { name: 'limit', value: 'N', help: 'Rows at most (default: 100).', check: numberAbove(1) },
  {
    name: 'where',
    value: 'CONDITION',
    help: 'Only rows for which this holds: value.status = "OPEN" and value.total > 100, key ~ "c-" (has it in it), timestamp >= "2026-03-01".',
  },
  {
    name: 'sort',
    value: 'FIELD',
    help: 'The first rows of the whole store by a field such as value.total or timestamp; "value.total desc": the largest first (default: by key).',
  },
  { name: 'cursor', value: 'CURSOR', help: 'Where a former answer said that its next page begins.' },
  {
    name: 'follow',
    value: undefined,
    help: 'Go on, and write every change of the keys that are asked for, one line each, until interrupted.',
  },
  kind,
  keySerde,
  { name: 'value-serde', value: 'SERDE', help: 'Of the values; as for keys.', check: serde },
  { name: 'bytes', value: undefined, help: 'Give the bytes of keys and values, too (base64, with json and ndjson).' },
  source,
  bootstrap,
  connection,
  {
    name: 'format',
    value: 'table|json|ndjson|csv',
    help: 'How the rows are written (default: table).',
    check: oneOf(['table', 'json', 'ndjson', 'csv']),
  },
  debug,
  help,
];

const packageOption: Option = {
  name: 'package',
  value: 'PACKAGE',
  help: 'The package of the class (default: none).',
  check: (value) => (isPackageName(value) ? undefined : 'must be a package such as com.example.orders, of no reserved word'),
};
export const endpointOptions: readonly Option[] = [
  {
    name: 'flavour',
    value: allFlavours.join('|'),
    help: "Who serves it: the JDK's own HTTP server or a framework. agent: no source, but the jar of java -javaagent:kslens-agent.jar.",
    check: oneOf(allFlavours),
  },
  packageOption,
  { name: 'out', value: 'DIR', help: 'The folder of the sources, such as src/main/java, or that of the package; of the agent its own.' },
  { ...kafkaVersion, help: 'The version of Kafka Streams that a source is compiled against (default: 4.3.0).' },
  debug,
  help,
];
export const configSetterOptions: readonly Option[] = [
  {
    name: 'budget',
    value: 'SIZE',
    help: 'What all RocksDB stores of a JVM may use together, outside its heap, such as 512MiB.',
    check: (value) =>
      (parseBytes(value) ?? 0) < leastBudgetBytes ? 'must be a size such as 512MiB, 32MiB at least (MiB, GiB, MB, GB)' : undefined,
  },
  packageOption,
  {
    name: 'class',
    value: 'NAME',
    help: 'The name of the class (default: BoundedMemoryRocksDBConfig).',
    check: (value) => (isJavaName(value) ? undefined : 'must be the simple name of a class, which is no reserved word'),
  },
  { name: 'language', value: setterLanguages.join('|'), help: 'What it is written in (default: java).', check: oneOf(setterLanguages) },
  debug,
  help,
];

export interface GivenOptions {
  /** What stands without an option's name: paths, or an operation and its keys. */
  readonly paths: readonly string[];
  text(option: string): string | undefined;
  /** Every value of an option that may be given more than once. */
  texts(option: string): readonly string[];
  has(option: string): boolean;
}

/**
 * Throws a CommandLineError for what is no option of the command, or no value of an option. `takesKeys`: what begins with one hyphen is a key, such
 * as -5; there are no short options but -h.
 */
export function parseOptions(command: string, args: readonly string[], options: readonly Option[], takesKeys = false): GivenOptions {
  const seeHelp = `see kslens ${command} --help`;
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      strict: false,
      tokens: true,
      options: Object.fromEntries([
        ...options.map((o) => [o.name, { type: o.value === undefined ? ('boolean' as const) : ('string' as const) }] as const),
        ['help', { type: 'boolean' as const, short: 'h' }],
      ]),
    });
  } catch (error) {
    throw new CommandLineError(`${error instanceof Error ? error.message : String(error)}; ${seeHelp}`);
  }
  const values = new Map<string, string | true>();
  const all: { readonly name: string; readonly value: string }[] = [];
  const paths: string[] = [];
  let lastKey = -1;
  for (const token of parsed.tokens) {
    if (token.kind === 'positional') paths.push(token.value);
    if (token.kind !== 'option') continue;
    const word = args[token.index]!;
    if (takesKeys && /^-[^-]/.test(word)) {
      // Its letters come one by one.
      if (token.index !== lastKey) paths.push(word);
      lastKey = token.index;
      continue;
    }
    const option = options.find((o) => o.name === token.name);
    if (option === undefined) {
      const ofKey = takesKeys ? '; write -- before a key that starts with --' : '';
      throw new CommandLineError(`unknown option ${token.rawName}${suggestion(token.name, options)}; ${seeHelp}${ofKey}`);
    }
    if (option.value === undefined) {
      if (token.value !== undefined) throw new CommandLineError(`option --${option.name} takes no value; ${seeHelp}`);
      values.set(option.name, true);
      continue;
    }
    if (token.value === undefined || (!token.inlineValue && token.value.startsWith('--'))) {
      throw new CommandLineError(`option --${option.name} needs a value (${option.value}); ${seeHelp}`);
    }
    const wrong = option.check?.(token.value);
    if (wrong !== undefined) throw new CommandLineError(`--${option.name} ${wrong}, not '${withoutSecrets(token.value)}'`);
    values.set(option.name, token.value);
    all.push({ name: option.name, value: token.value });
  }
  return {
    paths,
    text(name) {
      const value = values.get(name);
      return typeof value === 'string' ? value : undefined;
    },
    texts: (name) => all.filter((one) => one.name === name).map(({ value }) => value),
    has: (name) => values.has(name),
  };
}

function suggestion(name: string, options: readonly Option[]): string {
  const near = nearestTo(
    name,
    options.map((o) => o.name),
    3,
  );
  return near === undefined ? '' : ` (did you mean --${near}?)`;
}

/** As --filter and --sort say. */
export function listOrderOf(given: GivenOptions): ListOrder {
  const sort = given.text('sort');
  return { sort: isSortOrder(sort) ? sort : undefined, filter: given.text('filter') ?? '' };
}
