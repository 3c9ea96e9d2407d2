/** What a run is asked for, and what comes of it. */
import type { Site } from '../../../base/text.js';
import type { BuiltTopology, CreateDsl, DslOptions } from '../../dsl/api.js';
import type { LanguageId, MethodDeclaration } from '../../form/form.js';
import type { LightbendSettings } from '../../jvm/lightbend.js';
import type { Meaning } from '../../jvm/meaning.js';
import type { Program } from '../../jvm/program.js';
import type { PropertyLookup } from '../../jvm/properties.js';
import type { QuietMethods } from './quiet.js';
import type { RoundsMemory } from './roundsMemory.js';

/** A place where the way to go is not known. */
export interface Decision {
  readonly key: string;
  readonly ways: number;
  readonly taken: number;
  readonly reason: string;
  readonly site: Site;
  /** The way taken first is what counts where a setting is not set: others count only where it does not lead to the end. */
  readonly isDefault: boolean;
  /** The name under which people can say what it depends on. */
  readonly sayable: string | undefined;
}

/** What a hole in a text stands for. */
export interface Hole {
  readonly id: number;
  readonly label: string;
  readonly reason: string;
  readonly site: Site | undefined;
  /** People can say it, by its label. */
  readonly isSayable: boolean;
}

export interface RunRequest {
  readonly program: Program;
  meaningOf(language: LanguageId): Meaning;
  readonly createDsl: CreateDsl;
  readonly dslOptions: DslOptions;
  readonly properties: PropertyLookup;
  readonly propertyFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly lightbend: LightbendSettings;
  /** What people say of values that the code does not tell, by name. */
  readonly given: Readonly<Record<string, string>>;
  /** Decisions taken otherwise than the first way. */
  readonly decisions: ReadonlyMap<string, number>;
  /** What earlier runs found out: loops of unknown length that build something, static fields that code beside the run sets. */
  readonly learnt: ReadonlySet<string>;
  /** The run begins where the program does. */
  readonly ownsProcess: boolean;
  /** Numbers of holes, shared by all runs of an entry so that variants can be compared. */
  readonly holes: Map<string, Hole>;
  /** Numbers of keys that are too long, shared like those of holes. */
  readonly longKeys: Map<string, number>;
  /** Shared, too. */
  readonly rounds: RoundsMemory;
  readonly signal: AbortSignal | undefined;
  /** Takes the files whose code is run; shared, too. */
  readonly ran: Set<string>;
  /** What the runs of an entry note of its methods; shared, too. */
  readonly noted: QuietMethods;
  /** Methods that are not followed, and why. */
  readonly leftAside: ReadonlyMap<MethodDeclaration, string>;
}

export interface RunOutcome {
  readonly built: readonly BuiltTopology[];
  readonly gaps: readonly { readonly reason: string; readonly site: Site }[];
  /** Settings that were taken not to be set. */
  readonly defaults: readonly { readonly reason: string; readonly site: Site }[];
  readonly trail: readonly Decision[];
  /** How the run ended: a program that throws, or exits before it built anything, has no topology of its own. */
  readonly ended: 'normally' | 'abandoned';
  /** What the program threw in the end; undefined: nothing. */
  readonly thrown: { readonly reason: string; readonly site: Site } | undefined;
  /** The bound that it met: what comes after was not read. undefined: none. */
  readonly shortened: string | undefined;
  /** How much was evaluated. */
  readonly steps: number;
  /** How many operations of builders ran. */
  readonly operations: number;
  /** The methods whose bodies were run. */
  readonly entered: ReadonlySet<MethodDeclaration>;
}
