/** Random Java programs around a StreamsBuilder: the same seed and number, the same program. */
import { algorithmPieces } from './pieces/algorithms.js';
import { mixturePieces } from './pieces/mixtures.js';
import { controlPieces } from './pieces/control.js';
import { classPieces } from './pieces/classes.js';
import { collectionPieces } from './pieces/collections.js';
import { exceptionPieces } from './pieces/exceptions.js';
import { goingPieces } from './pieces/going.js';
import { numberPieces } from './pieces/numbers.js';
import { streamPieces } from './pieces/streams.js';
import { textPieces } from './pieces/texts.js';
import { unreadPieces } from './pieces/unread.js';
import type { Piece, PieceMaker } from './piece.js';
import { between, chance, createRandom, pick, type Random } from './random.js';

type Style = 'block' | 'method' | 'object' | 'withBuilder';

export interface Program {
  readonly name: string;
  readonly pieces: readonly { readonly piece: Piece; readonly style: Style }[];
  /** It makes its own builder and returns the topology, instead of taking one. */
  readonly own: boolean;
  readonly explicitImports: boolean;
}

const topics: readonly (readonly [string, Readonly<Record<string, PieceMaker>>])[] = [
  ['numbers', numberPieces],
  ['texts', textPieces],
  ['collections', collectionPieces],
  ['streams', streamPieces],
  ['classes', classPieces],
  ['exceptions', exceptionPieces],
  ['control', controlPieces],
  ['algorithms', algorithmPieces],
  ['going', goingPieces],
  ['mixtures', mixturePieces],
  ['unread', unreadPieces],
];

/** Kinds around what is not read: what stands in one program with them may not be known. */
export const unreadKinds: ReadonlySet<string> = new Set(Object.keys(unreadPieces));

export const kindsOfPieces = topics.flatMap(([, makers]) => Object.keys(makers));

/** Each kind of piece in turn, so that a few hundred programs hold every kind many times. */
export function createProgram(seed: number, number: number, only?: string): Program {
  const random = createRandom(Math.imul(seed, 1_000_003) + number);
  const makers = topics
    .flatMap(([, makersOfTopic]) => Object.entries(makersOfTopic))
    .filter(([kind]) => only === undefined || kind === only);
  const count = between(random, 2, 5);
  const pieces = Array.from({ length: count }, (_, i) => {
    const [kind, make] = i === 0 ? makers[number % makers.length]! : pick(random, makers);
    const piece = { kind, ...make({ random, kind, id: i + 1, names: 0 }) };
    return { piece, style: styleOf(random) };
  });
  return {
    name: `J${String(number).padStart(4, '0')}`,
    pieces,
    own: chance(random, 0.2),
    explicitImports: chance(random, 0.5),
  };
}

function styleOf(random: Random): Style {
  return pick(random, ['block', 'block', 'method', 'object', 'withBuilder'] as const);
}

/** The program with one of its pieces. */
export function alone(program: Program, at: number, name: string): Program {
  return { ...program, name, pieces: program.pieces.slice(at, at + 1) };
}

/** The program's files that only the library gets to read, by their class. */
export function renderUnread(program: Program): Readonly<Record<string, string>> {
  const texts = program.pieces.flatMap(({ piece }) => Object.entries(piece.unread ?? {}));
  const named = (text: string): string => text.replaceAll('PROGRAM', program.name);
  return Object.fromEntries(texts.map(([name, text]) => [named(name), `// @part\n${named(text)}`]));
}

/** Every file of the program, by its class; the first has the entry. `PROGRAM` in a piece is the program's name: all lie in one package. */
export function render(program: Program): Readonly<Record<string, string>> {
  const members: string[] = [];
  const calls: string[] = [];
  for (const [i, { piece, style }] of program.pieces.entries()) {
    members.push(...piece.members);
    const body = piece.statements.join('\n');
    if (style === 'block') calls.push(`{\n${body}\n}`);
    if (style === 'method') {
      members.push(`static void part${i}(StreamsBuilder builder) {\n${body}\n}`);
      calls.push(`part${i}(builder);`);
    }
    if (style === 'object') {
      members.push(
        `static class Part${i} {\nprivate final StreamsBuilder builder;\nPart${i}(StreamsBuilder builder) {\nthis.builder = builder;\n}\nvoid run() {\n${body}\n}\n}`,
      );
      calls.push(`new Part${i}(builder).run();`);
    }
    if (style === 'withBuilder') calls.push(`Consumer<StreamsBuilder> part${i} = given -> part${i}(given);`, `part${i}.accept(builder);`);
    if (style === 'withBuilder') members.push(`private static void part${i}(StreamsBuilder builder) {\n${body}\n}`);
  }
  const entry = program.own
    ? `static Topology topology() {\nStreamsBuilder builder = new StreamsBuilder();\n${calls.join('\n')}\nreturn builder.build();\n}`
    : `static void build(StreamsBuilder builder) {\n${calls.join('\n')}\n}`;
  const body = `public class ${program.name} {\n${[...members, entry].join('\n\n')}\n}\n`;
  const files: Record<string, string> = { [program.name]: `${imports(body, program.explicitImports)}\n${body}` };
  for (const { piece } of program.pieces)
    for (const [name, text] of Object.entries(piece.files ?? {})) files[name] = `// @part\n${imports(text, false)}\n${text}\n`;
  const named = (text: string): string => text.replaceAll('PROGRAM', program.name);
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [named(name), indented(named(text))]));
}

const kafka: Readonly<Record<string, string>> = {
  StreamsBuilder: 'streams.StreamsBuilder',
  Topology: 'streams.Topology',
  KStream: 'streams.kstream.KStream',
  KTable: 'streams.kstream.KTable',
  Grouped: 'streams.kstream.Grouped',
  Materialized: 'streams.kstream.Materialized',
  Repartitioned: 'streams.kstream.Repartitioned',
};
const packages = ['java.util', 'java.util.concurrent', 'java.util.concurrent.atomic', 'java.util.function', 'java.util.stream'];
const classesOf: Readonly<Record<string, string>> = Object.fromEntries([
  ...'ArrayDeque ArrayList Arrays BitSet Collection Collections Comparator ConcurrentModificationException Deque EnumMap EnumSet HashMap HashSet Iterator LinkedHashMap LinkedHashSet LinkedList List ListIterator Locale Map NavigableMap NoSuchElementException Objects Optional OptionalInt PriorityQueue Properties Queue Set SortedMap Stack StringJoiner StringTokenizer TreeMap TreeSet Scanner Vector'
    .split(' ')
    .map((name) => [name, 'java.util']),
  ...'BiConsumer BiFunction BinaryOperator BooleanSupplier Consumer Function IntBinaryOperator IntFunction IntPredicate IntUnaryOperator Predicate Supplier ToIntFunction UnaryOperator'
    .split(' ')
    .map((name) => [name, 'java.util.function']),
  ...'ConcurrentHashMap ConcurrentLinkedQueue ConcurrentSkipListMap LinkedBlockingQueue'
    .split(' ')
    .map((name) => [name, 'java.util.concurrent']),
  ...'AtomicBoolean AtomicInteger AtomicLong AtomicReference'.split(' ').map((name) => [name, 'java.util.concurrent.atomic']),
  ...'Collectors IntStream LongStream Stream'.split(' ').map((name) => [name, 'java.util.stream']),
]);

function imports(body: string, explicit: boolean): string {
  const used = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body);
  const own = Object.keys(kafka).filter(used);
  const java = explicit
    ? Object.keys(classesOf)
        .filter(used)
        .map((name) => `${classesOf[name]}.${name}`)
    : packages.map((name) => `${name}.*`);
  const more = ['Pattern', 'Matcher'].filter(used).map((name) => `java.util.regex.${name}`);
  return [...java, ...more, ...own.map((name) => `org.apache.kafka.${kafka[name]}`)].map((name) => `import ${name};\n`).join('');
}

/** Two spaces for each open brace; text blocks are left as they are. */
function indented(text: string): string {
  let depth = 0;
  let inBlock = false;
  return text
    .split('\n')
    .map((line) => {
      const wasInBlock = inBlock;
      if ((line.split('"""').length - 1) % 2 === 1) inBlock = !inBlock;
      if (wasInBlock) return line;
      const bare = line.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])'/g, '');
      const opens = bare.split('{').length - 1;
      const closes = bare.split('}').length - 1;
      const first = /^\s*\}/.test(bare) ? 1 : 0;
      const out = `${'  '.repeat(Math.max(0, depth - first))}${line}`;
      depth += opens - closes;
      return line === '' ? '' : out;
    })
    .join('\n');
}
