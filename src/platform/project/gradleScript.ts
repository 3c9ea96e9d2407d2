/** What one Gradle script says that bears on the Kafka version: read once, however many modules it holds for. */
import { findVersions } from './scriptText.js';

/** A version as it is written in a text, or a reference to what holds it. */
export type WrittenVersion = { readonly text: string } | { readonly reference: string };

export interface GradleScript {
  /** Without comments. */
  readonly text: string;
  /** Names with a version as their value. */
  readonly versions: ReadonlyMap<string, string>;
  /** The versions of Kafka Streams itself. */
  readonly streams: readonly WrittenVersion[];
  readonly springBoot: WrittenVersion | undefined;
  readonly quarkus: WrittenVersion | undefined;
  /** Accessors of the version catalog (`kafka.streams` of `libs.kafka.streams`), in lower case, as they are written. */
  readonly accessors: ReadonlySet<string>;
  /** The same of every catalog whose name ends with `libs`, and all that they start with: `kafka` of `libs.kafka.get()`, too. */
  readonly accessorParts: ReadonlySet<string>;
}

// As the patterns of scriptText.ts: over a plain script, and no part is unbounded.
const coordinate =
  /["']org\.apache\.kafka:kafka-streams(?:-scala_[\d.]{1,20})?(?::([^"'@:]{1,100}))?(?:[@:][^"']{0,100})?["'](?: ?\+ ?([\w.]{1,100}))?/g;
const separate =
  /group ?[:=] ?["']org\.apache\.kafka["'] ?, ?name ?[:=] ?["']kafka-streams["'] ?, ?version ?[:=] ?(?:["']([^"']{1,100})["']|([\w.]{1,100}))/g;
const positional = /\( ?["']org\.apache\.kafka["'] ?, ?["']kafka-streams["'] ?, ?(?:["']([^"']{1,100})["']|([\w.]{1,100}))/g;
const richCoordinate =
  /["']org\.apache\.kafka:kafka-streams["'] ?\) ?\{ ?version ?\{ ?(?:strictly|require|prefer) ?\(? ?["']([^"']{1,100})["']/g;
const bootPlugin = /["']org\.springframework\.boot["'] ?\)? ?version ?\(? ?(?:["']([^"']{1,100})["']|(\w[\w.]{0,99}))/;
const bootCoordinate = /["']org\.springframework\.boot:spring-boot-(?:gradle-plugin|dependencies):([^"']{1,100})["']/;
const quarkusCoordinate = /["']io\.quarkus(?:\.platform)?:quarkus-(?:bom|universe-bom):([^"']{1,100})["']/;
const catalogAccessor = /(\w?)libs\.([\w.]{1,101})/gi;
const longestAccessor = 100;

/** `text` is plain (`plainScript`). */
export function readGradleScript(text: string): GradleScript {
  const streams = [richCoordinate, coordinate, separate, positional].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => toWritten(match) ?? []),
  );
  const accessors = [...text.matchAll(catalogAccessor)].flatMap(([, before, accessor = '']) =>
    accessor.length > longestAccessor ? [] : [{ accessor: accessor.toLowerCase(), isOfLibs: before === '' }],
  );
  const quarkus = toWritten(quarkusCoordinate.exec(text));
  return {
    text,
    versions: findVersions(text),
    streams,
    springBoot: toWritten(bootPlugin.exec(text) ?? bootCoordinate.exec(text)),
    quarkus: quarkus ?? (text.includes('quarkusPlatformVersion') ? { reference: 'quarkusPlatformVersion' } : undefined),
    accessors: new Set(accessors.flatMap(({ accessor, isOfLibs }) => (isOfLibs ? [accessor] : []))),
    accessorParts: new Set(accessors.flatMap(({ accessor }) => startsOf(accessor))),
  };
}

/** The first group is a text, the second a reference. */
function toWritten(match: RegExpExecArray | null): WrittenVersion | undefined {
  if (match?.[1] !== undefined) return { text: match[1] };
  return match?.[2] === undefined ? undefined : { reference: match[2] };
}

/** `a.b.c`, `a.b` and `a`. */
function startsOf(accessor: string): string[] {
  const starts = [accessor];
  for (let end = accessor.lastIndexOf('.'); end > 0; end = accessor.lastIndexOf('.', end - 1)) starts.push(accessor.slice(0, end));
  return starts;
}
