/** The only door into the core. */
import type { FixAsk } from './fixes/fixAsk.js';
import type { FixPlan } from './fixes/planFix.js';
import type { RuleSeverities } from './rules/severities.js';
import type { Report } from './report.js';
import type { PlaceAsk, RenamePlan, StoreNameAt } from './storeNames/renameStore.js';

/** Where source texts come from; synchronous, because evaluation asks for files as it meets their names. */
export interface Sources {
  /** All files to look at for entry points, in stable order. */
  readonly files: readonly string[];
  /** Files that `read` gives as a plan would edit them. */
  readonly edited?: ReadonlySet<string>;
  /** The text of a file, or why there is none (not UTF-8, too large, unreadable …). `undefined`: no such file. */
  read(file: string): { readonly text: string } | { readonly skipped: string } | undefined;
  /** The texts of the files of a name in the folder of a file and in those above it, from the top down. */
  above?(file: string, name: string): readonly string[];
  /** Files (also beyond `files`) whose base name is this class's: `Orders` → `a/b/Orders.java`. */
  findByClassName(simpleName: string): readonly string[];
  /** Files (also beyond `files`) in which a class may extend or implement one of this simple name, or a method make such objects for a container. */
  findByParent(simpleName: string): readonly string[];
  /** Files that `read` does not give: too large, no UTF-8, or of a language of the JVM that is not followed. */
  unread?(): readonly { readonly file: string; readonly speaksOfStreams: boolean; readonly text: string | undefined }[];
}

/** What is known of the project that a file belongs to. Unknown stays undefined. */
export interface ProjectSettings {
  readonly kafkaVersion: { readonly version: string; readonly from: 'option' | 'build file' } | undefined;
  readonly applicationId: string | undefined;
  /** An option wins over what the code says; configuration is used where the code says nothing. */
  readonly applicationIdFrom: 'option' | 'configuration' | undefined;
  readonly optimization: string | undefined;
  /** Other Kafka Streams settings found in configuration files, by Kafka's own key. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Every property found in configuration files, for @Value("${…}") and getProperty; a key whose files disagree is absent. */
  readonly properties: Readonly<Record<string, string>>;
  /** Keys (or `everyKey`) that configuration files set, to what depends on a profile or the environment: a default in the code is no answer for them. */
  readonly uncertainProperties?: readonly string[];
  /** The entries of each other .properties file, by its path relative to the project. */
  readonly propertyFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What Lightbend's Config reads, by path, and the environment variables that stand before it; absent: nothing. */
  readonly lightbend?: { readonly values: Readonly<Record<string, string>>; readonly variables: Readonly<Record<string, string>> };
  /** What people say of values that the code does not tell: by configuration key, environment variable, or the name in a reason. */
  readonly given?: Readonly<Record<string, string>>;
  /** The StreamsBuilder that an entry method takes was made with a TopologyConfig of this configuration. */
  readonly topologyConfigForParameter?: boolean;
}

export interface AnalyseRequest {
  readonly sources: Sources;
  settingsFor(file: string): ProjectSettings;
  readonly includeTests: boolean;
  /** How severe findings are; what is absent is as its rule says. */
  readonly severities?: RuleSeverities;
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

export interface Analyser {
  analyse(request: AnalyseRequest): Report;
  /**
   * Plans edits that give names, and analyses the edited texts to say what they do. Nothing is written. The code of one request is looked at once,
   * however many plans are made of it. Throws where the request's signal aborts.
   */
  planFix(request: AnalyseRequest, ask: FixAsk): FixPlan;
  /** Which store is named at a place, and where else the code names it. */
  storeNameAt(request: AnalyseRequest, at: PlaceAsk): StoreNameAt;
  /** Plans another name for the store that is named at a place, as `planFix` does. */
  planRename(request: AnalyseRequest, at: PlaceAsk, name: string): RenamePlan;
  /** Frees wasm memory. */
  dispose(): void;
}
