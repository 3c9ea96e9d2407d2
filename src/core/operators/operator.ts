/**
 * The form of a record: what one method of the Streams DSL takes, draws, makes and gives. Sources of the facts: the declarations in the
 * library's jars (test/oracle/methods.txt holds the records to them), and what the library does (the goldens of test/oracle).
 */

/** The configuration objects of the Streams API that operators take; all else that they are given are functions, topics, streams, stores. */
export const settingsTypes = [
  'Consumed',
  'Produced',
  'Printed',
  'Named',
  'Grouped',
  'Joined',
  'StreamJoined',
  'TableJoined',
  'Repartitioned',
  'Materialized',
  'Suppressed',
  'Branched',
  'JoinWindows',
  'EmitStrategy',
] as const;
export type SettingsType = (typeof settingsTypes)[number];

/** The first version that has them, where the overloads without them are older. */
export const settingsSince = { Grouped: '2.1', Named: '2.4', StreamJoined: '2.4', TableJoined: '3.1' } as const satisfies Partial<
  Record<SettingsType, string>
>;

/** Of one parameter: its type's simple name. */
export interface Parameter {
  readonly type: string;
  /** There are overloads without it. */
  readonly optional: boolean;
  /** Any number of them. */
  readonly many: boolean;
}

/** Parameter lists that differ only in what is left out. */
export interface Overload {
  readonly parameters: readonly Parameter[];
  /** Where it came later than the method. */
  readonly since?: string;
  /** The last version that has it, where the method stayed longer. */
  readonly until?: string;
  /** Where this is not what the operator's other overloads give. */
  readonly gives?: string;
}

/** A processor's index, or that of a source, sink or topic that is named like one. */
export interface ProcessorDraw {
  /** `nothing`: the index is drawn, and shows nowhere. */
  readonly names: 'processor' | 'nothing';
  readonly prefix: string;
  /** `evenIfNamed`: a given name replaces the text only; `ifUnnamed`: it saves the index; `always`: no name can be given. */
  readonly when: 'evenIfNamed' | 'ifUnnamed' | 'always';
  /** What a given name gets behind it; `<i>` is a position, from 0. */
  readonly suffix: string;
  /** The first version in which the given name counts, where it could be given before. */
  readonly namedSince?: string;
  /** The prefix that versions before this one have. */
  readonly formerly?: { readonly prefix: string; readonly before: string };
  /** The library takes any text for a name here. */
  readonly unchecked?: true;
  /** Drawn once for each of these; else once. */
  readonly each?: 'predicate' | 'group';
}

/** A store's index: `STATE-STORE-` stands behind the prefix. */
export interface StoreDraw {
  readonly names: 'store';
  /** `<topic>` stands for the topic that is read. */
  readonly prefix: string;
  /**
   * `ifUnnamed`: neither the configuration object nor its supplier has a name, or there is none; `ifUnnamedMaterialized`: there is a
   * Materialized, without a name; `wasted`: the same, and the index is thrown away.
   */
  readonly when: 'ifUnnamed' | 'ifUnnamedMaterialized' | 'wasted';
  /** The last version that does. */
  readonly until?: string;
}

/** The three indices of a repartition topic, each time that one is asked for; its processors have these names unless the topic has one. */
export const repartitionPrefixes = { sink: 'KSTREAM-SINK-', filter: 'KSTREAM-FILTER-', source: 'KSTREAM-SOURCE-' } as const;

export interface RepartitionDraw {
  readonly names: 'repartition';
  /** Of which input, where there are several; `merged`: for each key changer whose topics are merged into one. */
  readonly of?: 'this' | 'other' | 'group' | 'merged';
}

export type Draw = ProcessorDraw | StoreDraw | RepartitionDraw;

export interface Operator {
  /** What its first arguments are, where a method's overloads are several operators. */
  readonly with?: 'KStream' | 'KTable' | 'GlobalKTable' | 'foreign key' | 'mapper' | 'names';
  readonly overloads: readonly Overload[];
  /** The result's type, by its simple name. */
  readonly gives: string;
  /** In the order in which the library draws when the method is called. */
  readonly draws: readonly Draw[];
  /**
   * Whether it makes a store. `needed`: where it is named, or a later operator reads it; `named`: only then; `materialized`: with any
   * Materialized; `added`: those that the program made, under names of its own.
   */
  readonly store?: 'always' | 'needed' | 'named' | 'materialized' | 'added';
  /** The last version in which it always made one. */
  readonly storesUntil?: string;
  /**
   * An internal topic that it writes and reads. `rekeyed`: only where the key may have changed. `takes`: whose name it has, where no
   * Grouped, Joined or StreamJoined gives one; `processor` is the operator's own. `subscription`: two topics of a join by foreign key.
   */
  readonly topic?: { readonly when: 'always' | 'rekeyed'; readonly takes: 'processor' | 'store' | 'stream' | 'subscription' };
  /** What becomes of "the key may have changed": kept as it is, set, or cleared. */
  readonly rekeyed?: 'keep' | 'set' | 'clear';
  /** How the optimiser sees it (merge.repartition.topics). */
  readonly changes?: 'key' | 'value';
  /** Serdes that the result still has where no configuration object gives others. */
  readonly keeps?: 'both' | 'key' | 'value' | 'none';
  /** The serde of the result's values, where the library sets one. */
  readonly valueSerde?: 'Serdes.Long';
  /** Whose records go on where the other side has none. */
  readonly unmatched?: 'this' | 'both';
  /** The library's class that does it, where it is not that of the receiver's other methods. */
  readonly source?: string;
  /** What is special about it, for people. */
  readonly note?: string;
}

export interface DslMethod {
  /** The first version that has it, where its receiver is older. */
  readonly since?: string;
  /** The last version that has it, where its receiver stayed longer. */
  readonly until?: string;
  /** Several where the overloads do different things; then each has its `with`. */
  readonly operators: readonly [Operator, ...Operator[]];
  /** Asks only: nothing changes by it. */
  readonly reads?: true;
  /** What a name that is proposed for its store or topic says of it, where that is not the method's name. */
  readonly says?: string;
}

/** `Predicate, Named?`, `ProcessorSupplier, String...` */
export function overload(parameters: string, rest: Omit<Overload, 'parameters'> = {}): Overload {
  const list = parameters === '' ? [] : parameters.split(', ');
  return {
    ...rest,
    parameters: list.map((text) => ({
      type: text.replace(/\?$|\.\.\.$/, ''),
      optional: text.endsWith('?'),
      many: text.endsWith('...'),
    })),
  };
}

export function processor(prefix: string, suffix = ''): ProcessorDraw {
  return { names: 'processor', prefix, when: 'evenIfNamed', suffix };
}

export function store(prefix: string): StoreDraw {
  return { names: 'store', prefix, when: 'ifUnnamed' };
}

export const repartition: RepartitionDraw = { names: 'repartition' };

/** A method that is one operator. */
export function method({ since, until, reads, says, ...operator }: Operator & Omit<DslMethod, 'operators'>): DslMethod {
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(reads === undefined ? {} : { reads }),
    ...(says === undefined ? {} : { says }),
    operators: [operator],
  };
}

/** How many arguments come before its configuration objects: the least of its overloads. */
export function argumentsBefore({ overloads }: Operator): number {
  return Math.min(
    ...overloads.map(({ parameters }) => {
      const first = parameters.findIndex(({ type, many }) => many || isSettings(type));
      return first < 0 ? parameters.length : first;
    }),
  );
}

/** Its configuration objects. */
export function settingsOf({ overloads }: Operator): readonly SettingsType[] {
  return [...new Set(overloads.flatMap(settingsOfOverload))];
}

/** Those that the library's overloads have behind this one. */
export function settingsBehind({ overloads }: Operator, type: SettingsType): readonly SettingsType[] {
  return overloads.flatMap((one) => {
    const settings = settingsOfOverload(one);
    return settings.includes(type) ? settings.slice(settings.indexOf(type) + 1) : [];
  });
}

function settingsOfOverload({ parameters }: Overload): SettingsType[] {
  return parameters.map(({ type }) => type).filter(isSettings);
}

/** There are overloads with a configuration object and without. */
export function takesOptionalSettings({ overloads }: Operator): boolean {
  return overloads.some(({ parameters }) => parameters.some(({ type, optional }) => optional && isSettings(type)));
}

/** Where the program names it not, its store has a generated name. */
export function makesUnnamedStore({ store: makes }: Operator): boolean {
  return makes !== undefined && makes !== 'named' && makes !== 'added';
}

/** Behind all else it takes names of stores to connect. */
export function takesStoreNames({ overloads }: Operator): boolean {
  return overloads.some(({ parameters }) => parameters.at(-1)?.type === 'String' && parameters.at(-1)?.many === true);
}

export function processorDraws({ draws }: Operator): readonly ProcessorDraw[] {
  return draws.filter((draw): draw is ProcessorDraw => draw.names === 'processor' || draw.names === 'nothing');
}

/** The one at a place among them; what a record does not have is a mistake of ours. */
export function processorDraw(operator: Operator, at = 0): ProcessorDraw {
  const draw = processorDraws(operator)[at];
  if (draw === undefined) throw new Error(`no processor at ${at} is drawn`);
  return draw;
}

/** What its stores' generated names begin with; of an operator that draws for one. */
export function storePrefix({ draws }: Operator): string {
  const draw = draws.find((one) => one.names === 'store');
  if (draw === undefined) throw new Error('no index is drawn for a store');
  return draw.prefix;
}

function isSettings(type: string): type is SettingsType {
  return (settingsTypes as readonly string[]).includes(type);
}
