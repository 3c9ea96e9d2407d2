/** Finds and evaluates every topology of a set of files. */
import { createByPlace } from '../../base/byPlace.js';
import type { Site, Span } from '../../base/text.js';
import type { BuiltTopology, CreateDsl, DslOptions } from '../dsl/api.js';
import type { LanguageId, MethodDeclaration, SourceUnit } from '../form/form.js';
import type { Entries } from './entries.js';
import { codeOf, sameEntry, takesBuilder, type Entry } from './entry.js';
import { startBeanMethods } from './beanMethods.js';
import { startFunction } from './binder.js';
import { findContributors, type Contributors } from './contributors.js';
import { createBeansOfApplications, type BeansOfApplications } from './beansOfApplications.js';
import { findFunctionBeans } from './functionBeans.js';
import { findEntries, isPart, overriddenBy } from './entries.js';
import type { Decision, Hole } from './run/outcome.js';
import { noContext } from '../jvm/contexts.js';
import type { Meaning } from '../jvm/meaning.js';
import type { Exploration } from './explore.js';
import type { ExplorationMemory } from './explorationMemory.js';
import { exploreQuietly } from './exploreQuietly.js';
import { isLibraryUnit } from '../jvm/classNames.js';
import { classFrame } from '../jvm/frames.js';
import { isAbstractClass, type ClassInfo, type Program } from '../jvm/program.js';
import type { PropertyLookup } from '../jvm/properties.js';
import type { Run } from '../jvm/run.js';
import { createSpent, type EffortLimits } from './spent.js';
import { findListeners, startListener } from './listeners.js';
import { removedBuilders } from './removedBuilders.js';
import { unusedParts } from './unusedParts.js';
import type { LightbendSettings } from '../jvm/lightbend.js';
import type { TopologyResult } from '../topology/result.js';
import { toPattern } from '../values/holes.js';
import type { UnreadFile } from '../form/sourceText.js';
import { createUnreadCallers } from './unreadCallers.js';

export interface EvaluationSettings {
  readonly dslOptions: DslOptions;
  readonly properties: PropertyLookup;
  readonly propertyFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly lightbend: LightbendSettings;
  readonly given: Readonly<Record<string, string>>;
}

export interface EvaluateRequest {
  readonly program: Program;
  readonly createDsl: CreateDsl;
  meaningOf(language: LanguageId): Meaning;
  /** Where entries are looked for. */
  readonly units: readonly SourceUnit[];
  textOf(file: string): string;
  settingsFor(file: string): EvaluationSettings;
  readonly signal?: AbortSignal | undefined;
  /** No file was left unread because there is too much: callers may stand in what was left. */
  isWhole(): boolean;
  /** Files that speak of Kafka Streams and were not read as code. */
  unread(): readonly UnreadFile[];
  /** Of all files together. */
  readonly limits?: EffortLimits | undefined;
  /** Of analyses before; absent: every entry is followed. */
  readonly memory?: ExplorationMemory | undefined;
  /** Told of what a file may build and is not reported. */
  onLeftOut(file: string, reason: string): void;
}

/** One topology: what each set of decisions that matters made of it. */
export interface EvaluatedTopology {
  readonly file: string;
  readonly language: LanguageId;
  /** `Class.method` that creates or receives the builder. */
  readonly symbol: string;
  readonly site: Site;
  readonly variants: readonly {
    readonly topology: BuiltTopology;
    readonly result: TopologyResult;
    readonly decisions: readonly Decision[];
  }[];
  readonly gaps: readonly { readonly reason: string; readonly site: Site }[];
  /** Settings that were taken not to be set. */
  readonly defaults: readonly { readonly reason: string; readonly site: Site }[];
  /** The exception in which the code ends whatever way it goes, so that what it builds is never used; undefined: it does not, on some way. */
  readonly end: { readonly reason: string; readonly site: Site } | undefined;
  readonly holes: readonly Hole[];
  /** Why nothing of it is certain: more alternatives than were followed, or a caller that was not read to its end. Absent: nothing is missing. */
  readonly cut: string | undefined;
  /** Evaluated from the member that owns the builder, for all that callers could give it. */
  readonly general: boolean;
}

const tooManyWays = 'the code can go more ways than were followed';
const callerNotRead = 'code that calls this was not read to its end: what it builds before is not known';

export function evaluateTopologies(request: EvaluateRequest): EvaluatedTopology[] {
  const { program } = request;
  const units = request.units.filter((unit) => !isLibraryUnit(unit));
  const entries = findEntries(program, units, (file) => request.textOf(file));
  const beans = createBeansOfApplications(findFunctionBeans(program, units), findListeners(program, units));
  const contributors = findContributors(program, entries, units, (file) => request.textOf(file));
  const found = createFound();
  const done = new Set<unknown>();
  /** Members from which not everything was followed. */
  const notInFull = new Set<unknown>();
  const entered = new Set<MethodDeclaration>();
  /** Why entries of which nothing came were not followed to their end. */
  const shortened = new Map<Entry, string>();

  const spent = createSpent(request.limits);

  const unreadCaller = createUnreadCallers(() => request.unread());
  const runFrom = (root: Entry, callersCut?: string): void => {
    if (done.has(codeOf(root))) return;
    const { file } = root.owner.unit;
    const spentWhy = spent.whyNoMore(file);
    if (spentWhy !== undefined) {
      notInFull.add(codeOf(root));
      request.onLeftOut(file, `${spentWhy}: ${symbolOf(root)} and what comes after was not looked at`);
      return;
    }
    if (isPart(root)) {
      request.onLeftOut(file, noCaller(root));
      return;
    }
    try {
      follow(root, callersCut ?? (!request.isWhole() && entries.isGivenBuilder(root) ? callerNotRead : undefined));
    } catch (error) {
      // The stack, or the largest text or list, that the engine has: this topology is lost, not the others.
      if (!(error instanceof RangeError)) throw error;
      notInFull.add(codeOf(root));
      request.onLeftOut(file, `${symbolOf(root)} is nested too deeply, or too large, to be followed`);
    }
  };

  const follow = (root: Entry, callersCut: string | undefined): void => {
    // Where nothing is certain anyway, there is no need to look at the words of what was left.
    const unread = callersCut === undefined && entries.isGivenBuilder(root) ? unreadCaller(root) : undefined;
    for (const one of startsOf(program, entries, contributors, beans, root, unread)) followOn(one, callersCut);
  };

  const explored = (one: Start): Exploration => {
    const exploration = exploreFrom(request, one);
    spent.add(one.members[0].owner.unit.file, exploration);
    return exploration;
  };
  /** An object's fields are made together: from whichever one begins, the same comes of it. */
  const fieldsOf = createFieldExplorations(explored);
  const followOn = (one: Start, callersCut: string | undefined): void => {
    const { members, self } = one;
    const [root] = members;
    for (const member of members) done.add(codeOf(member));
    const exploration = isFieldOfObject(root) ? fieldsOf(one) : explored(one);
    if (exploration.cut || exploration.shortened !== undefined) for (const member of members) notInFull.add(codeOf(member));
    if (exploration.variants.some((v) => v.built.some(hasSubstance))) for (const method of exploration.entered) entered.add(method);
    const made = topologiesOf(program, exploration, entries, root, self, callersCut);
    const why = exploration.shortened ?? (exploration.cut ? tooManyWays : undefined);
    if (made.length === 0 && why !== undefined) shortened.set(root, `${symbolOf(root, self)} was not followed to what it builds: ${why}`);
    found.add(made);
  };

  const isEntered = ({ member }: Entry): boolean => member.kind === 'method' && entered.has(member.method);
  for (const owner of entries.owners) if (!takesBuilder(owner)) for (const root of entries.rootsOf(owner)) runFrom(root);
  for (const owner of entries.owners)
    if (takesBuilder(owner) && !isEntered(owner)) for (const root of entries.rootsOf(owner)) runFrom(root);
  // An owner that its callers did not reach (framework, reflection, unknown dispatch), or not in full, is run on its own.
  for (const owner of entries.owners) {
    const place = entries.extendsBuilder(owner) && isConstructor(owner) ? owner.owner.declaration : codeOf(owner);
    const made = found.madeIn(owner.owner.unit.file, place.span);
    const reached = made.length > 0 || (entries.isGivenBuilder(owner) && isEntered(owner));
    // What it is given by a caller that was not read to its end has numbers drawn already, nobody knows how many.
    const isGivenUsed = takesBuilder(owner) && entries.rootsOf(owner).some((root) => notInFull.has(codeOf(root)));
    if (!reached || made.some((t) => t.cut !== undefined)) runFrom(owner, isGivenUsed ? callerNotRead : undefined);
  }
  for (const { entry } of [...beans.all, ...beans.listeners]) if (!isEntered(entry)) runFrom(entry);
  for (const [root, reason] of shortened) if (!isEntered(root)) request.onLeftOut(root.owner.unit.file, reason);
  sayUnused(request, units, found.all, entered);
  return distinctTopologies(found.all);
}

/** Where the entry leads, or led when the code that it ran was the same. */
function exploreFrom(request: EvaluateRequest, { members, self, begin }: Start): Exploration {
  const { program, createDsl, memory, signal } = request;
  const [root] = members;
  const { file } = root.owner.unit;
  const key = [file, self.qualifiedName, ...members.map((one) => codeOf(one).span.start)].join(' ');
  const known = memory?.find(key, (one) => program.unit(one));
  if (known !== undefined) return known;
  const ran = new Set([file]);
  const meaningOf = (language: LanguageId): Meaning => request.meaningOf(language);
  const base = { program, createDsl, meaningOf, ...request.settingsFor(file), ownsProcess: isMain(root), signal, ran };
  const exploration = exploreQuietly(base, begin, fingerprint);
  memory?.keep(key, exploration, new Map([...ran].map((one) => [one, program.unit(one)])));
  return exploration;
}

/** The topologies that were found, and those whose builders were made in a part of a file. */
function createFound() {
  const all: EvaluatedTopology[] = [];
  const byOrigin = createByPlace<EvaluatedTopology>();
  return {
    all,
    add(made: readonly EvaluatedTopology[]): void {
      all.push(...made);
      for (const one of made) for (const { topology } of one.variants) byOrigin.add(topology.origin, one);
    },
    madeIn: (file: string, part: Span) => byOrigin.within(file, part),
  };
}

function sayUnused(
  { program, onLeftOut }: EvaluateRequest,
  units: readonly SourceUnit[],
  found: readonly EvaluatedTopology[],
  entered: ReadonlySet<MethodDeclaration>,
): void {
  const files = new Set(found.map(({ file }) => file));
  const silent = units.filter(({ file }) => !files.has(file));
  for (const { file, reason } of removedBuilders(silent)) onLeftOut(file, reason);
  for (const { file, reason } of unusedParts(program, silent, (method) => entered.has(method))) onLeftOut(file, reason);
}

interface Start {
  /** What is begun with, and what runs after it on the same builder. */
  readonly members: readonly [Entry, ...Entry[]];
  /** The class of the object that the code runs on. */
  readonly self: ClassInfo;
  readonly begin: (run: Run) => void;
}

function isFieldOfObject({ member }: Entry): boolean {
  return member.kind === 'field' && !member.field.isStatic;
}

/** Explores once for each class of objects, as far as what its file is read with is the same. */
function createFieldExplorations(explore: (start: Start) => Exploration): (start: Start) => Exploration {
  const known = new Map<ClassInfo, { readonly file: string; readonly exploration: Exploration }>();
  return (start) => {
    const { file } = start.members[0].owner.unit;
    const found = known.get(start.self);
    if (found?.file === file) return found.exploration;
    const exploration = explore(start);
    known.set(start.self, { file, exploration });
    return exploration;
  };
}

/** How the code of an entry is run: once for each class of objects that it may run on. `unread`: the file that was not read and may hold code that runs before. */
function startsOf(
  program: Program,
  entries: Entries,
  contributors: Contributors,
  beans: BeansOfApplications,
  root: Entry,
  unread: string | undefined,
): readonly Start[] {
  const group = contributors.groupOf(root);
  if (group !== undefined && unread === undefined)
    return [{ members: group, self: group[0].owner, begin: (run) => startBeanMethods(run, group) }];
  const bean = beans.of(root);
  if (bean !== undefined) return [{ members: [root], self: root.owner, begin: (run) => startFunction(run, bean, beans.beside(root)) }];
  const listener = beans.listeners.find(({ entry }) => entry === root);
  if (listener !== undefined)
    return [{ members: [root], self: root.owner, begin: (run) => startListener(run, listener, beans.beside(root).stores) }];
  const notRead = unread === undefined ? [] : [`${unread} was not read as code, and may build on its builder before`];
  const lost = [...notRead, ...whyNumbersAreLost(program, entries, contributors, root)];
  return objectsOf(program, root).map((self) => ({ members: [root], self, begin: (run) => start(run, root, self, lost) }));
}

/** Of the builders that the ways through the code made, by where they were made. */
function topologiesOf(
  program: Program,
  exploration: Exploration,
  entries: Entries,
  root: Entry,
  self: ClassInfo,
  callersCut: string | undefined,
): EvaluatedTopology[] {
  const origins = new Map<string, EvaluatedTopology['variants'][number][]>();
  for (const variant of exploration.variants) {
    const seen = new Map<string, number>();
    for (const topology of variant.built) {
      const place = `${topology.origin.file}:${topology.origin.start}`;
      const nth = seen.get(place) ?? 0;
      seen.set(place, nth + 1);
      const key = `${place}#${nth}`;
      let list = origins.get(key);
      if (list === undefined) origins.set(key, (list = []));
      list.push({ topology, result: topology.result, decisions: variant.decisions });
    }
  }
  return [...origins.values()].flatMap((made) => {
    // A builder that nothing was built with is not a topology: where some ways leave it empty, it is made by the others only.
    // Nor is it left out where the code throws on every way before it builds anything.
    const { origin } = made[0]!.topology;
    const member = entries.memberAt(origin.file, origin.start) ?? root;
    // Who made the object is asked, not the object that keeps a builder which it was given.
    const isKept = isConstructor(member) && takesBuilder(member);
    const variants = made.filter((v) => (isKept ? isBuiltOn(v.topology) : hasSubstance(v.topology)) || exploration.end !== undefined);
    if (variants.length === 0) return [];
    const prints = variants.length === 1 ? [''] : variants.map((v) => printOf(v.topology));
    return {
      file: origin.file,
      language: member.owner.unit.language,
      symbol: symbolOf(member, isMemberOf(program, self, member) ? self : member.owner),
      site: nameSite(member),
      variants: variants.filter((_, i) => prints.indexOf(prints[i]!) === i),
      gaps: exploration.gaps,
      defaults: exploration.defaults,
      end: exploration.end,
      holes: exploration.holes,
      cut: exploration.cut ? tooManyWays : callersCut,
      general: sameEntry(member, root),
    };
  });
}

/** Of an abstract class at most so many classes below it are run one by one. */
const objectLimit = 60;

/** Objects of the class have it, as one of their own or an inherited one. */
function isMemberOf(program: Program, self: ClassInfo, { owner, member }: Entry): boolean {
  const { isStatic } = member.kind === 'field' ? member.field : member.method;
  return owner === self || (!isStatic && program.lineage(self).classes.includes(owner));
}

/** The classes of the objects that an entry's code may run on: its own, or where that is abstract those of the sources that are not. */
function objectsOf(program: Program, { owner, member }: Entry): readonly ClassInfo[] {
  const runsOnObject = member.kind === 'method' ? !member.method.isStatic : !member.field.isStatic;
  if (!runsOnObject || !isAbstractClass(owner) || (member.kind === 'method' && member.method.returnType === undefined)) return [owner];
  const below = program.subclassesOf(owner)?.filter((one) => !isAbstractClass(one) && !replaces(program, one, owner, member)) ?? [];
  return below.length === 0 || below.length > objectLimit ? [owner] : below;
}

/** The class, or one between it and the owner, has a method of its own in place of the entry's. */
function replaces(program: Program, one: ClassInfo, owner: ClassInfo, member: Entry['member']): boolean {
  if (member.kind === 'field') return false;
  const { name, params } = member.method;
  const found = program.findMethods(one, name).filter(({ method }) => method.params.length === params.length);
  return found[0]?.owner !== owner;
}

const noCaller = (root: Entry): string =>
  `${symbolOf(root)} builds a part of topologies: what calls it is not in the sources, or was not followed to it`;

/** A builder that nothing was built with is not a topology. */
function hasSubstance(topology: BuiltTopology): boolean {
  return topology.isUsed || isBuiltOn(topology);
}

function isBuiltOn({ result }: BuiltTopology): boolean {
  return result.subtopologies.length > 0 || result.globalStores.length > 0 || result.stores.length > 0 || result.error !== undefined;
}

/** The same topology reached from several roots is reported once: what the best-informed root says. */
function distinctTopologies(topologies: readonly EvaluatedTopology[]): EvaluatedTopology[] {
  const byOrigin = new Map<string, EvaluatedTopology[]>();
  for (const topology of topologies) {
    const { origin } = topology.variants[0]!.topology;
    const place = `${origin.file}:${origin.start}:${topology.symbol}`;
    byOrigin.set(place, [...(byOrigin.get(place) ?? []), topology]);
  }
  const kept = [...byOrigin.values()].flatMap((group) => {
    if (group.length === 1) return group;
    // What holds for every caller replaces what could not be followed to the end for some.
    const general = group.find((t) => t.general && t.cut === undefined);
    if (general !== undefined && group.some((t) => t.cut !== undefined)) return [general];
    const distinct: { topology: EvaluatedTopology; looks: Set<string>; id: string | undefined }[] = [];
    for (const topology of [...group].sort(byWhatIsKnown)) {
      const looks = new Set(topology.variants.map((v) => lookOf(v.topology)));
      const id = idOf(topology);
      const isKnown = distinct.some((other) => (id ?? other.id) === other.id && [...looks].every((look) => other.looks.has(look)));
      if (!isKnown) distinct.push({ topology, looks, id });
    }
    // What holds for any caller is no topology of its own beside a caller that makes it.
    const isCovered = ({ topology, looks, id }: (typeof distinct)[number]): boolean =>
      topology.general &&
      distinct.some((o) => !o.topology.general && (id ?? o.id) === o.id && [...looks].every((look) => o.looks.has(look)));
    return distinct.filter((one) => !isCovered(one)).map(({ topology }) => topology);
  });
  return kept.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.site.start - b.site.start));
}

/** The best-informed first. */
function byWhatIsKnown(a: EvaluatedTopology, b: EvaluatedTopology): number {
  const unknown = (one: EvaluatedTopology): number => Number(one.cut !== undefined) * 2 + Number(idOf(one) === undefined);
  return unknown(a) - unknown(b) || a.variants.length - b.variants.length;
}

function idOf({ variants }: EvaluatedTopology): string | undefined {
  return variants[0]?.topology.applicationId;
}

/** What people see of it: of two that look alike it makes no difference for which reason a part is not known. */
function lookOf({ result }: BuiltTopology): string {
  const { stores, repartitions, sources, describe, error, counterLost } = result;
  const names = [
    ...stores.map(({ name, changelog, global, site }) => [name, changelog?.suffix, global, site]),
    ...repartitions.map(({ suffix, site }) => [suffix, site]),
    ...sources.map(({ topic, site }) => [topic, site]),
  ];
  return toPattern(JSON.stringify([names, describe, error?.message, counterLost !== undefined]));
}

function isConstructor({ member }: Entry): boolean {
  return member.kind === 'method' && member.method.returnType === undefined;
}

/** The method that the JVM begins with: no code of the program ran before. */
function isMain({ member }: Entry): boolean {
  return member.kind === 'method' && member.method.name === 'main' && member.method.isStatic;
}

const shared = 'several methods build on one builder, and who calls them in which order was not read';

/** Why somebody may have built on the builder before the method that is begun with; none: nobody can have. */
function whyNumbersAreLost(program: Program, entries: Entries, contributors: Contributors, root: Entry): readonly string[] {
  const caller = whyCallerHasBuilt(program, entries, contributors, root);
  return [...(entries.shares(root) ? [shared] : []), ...(caller === undefined ? [] : [caller])];
}

const notFollowedTo = 'what calls this method was not followed to it, and may build on its builder before';

function whyCallerHasBuilt(program: Program, entries: Entries, contributors: Contributors, root: Entry): string | undefined {
  const why = contributors.whyLost(root);
  if (why !== undefined) return why;
  if ((takesBuilder(root) || entries.given.has(root)) && entries.hasNoRoot(root)) return notFollowedTo;
  if (!takesBuilder(root)) return undefined;
  if (!entries.rootsOf(root).some((other) => sameEntry(other, root))) return notFollowedTo;
  const overridden = overriddenBy(program, root);
  return overridden === undefined ? undefined : `code that was not read calls it as ${overridden}, and may build on its builder before`;
}

/** `object`: the class of the object that the code runs on. `lost`: why the numbers of builders that exist by then are not known. */
function start(run: Run, root: Entry, object: ClassInfo, lost: readonly string[]): void {
  const { owner, member } = root;
  const frame = classFrame(owner);
  if (member.kind === 'field') {
    if (member.field.isStatic) run.readStatic(owner, member.field.name);
    else run.assume(object, 'this', run.site(member.field.nameSpan, frame), 0);
    return;
  }
  const { method } = member;
  const site = run.site(method.nameSpan, frame);
  const loseGiven = (): void => lost.forEach((reason) => run.dsl.loseGiven(reason, site));
  if (method.returnType === undefined) {
    const args = run.orphanParameters(method.params, owner, `${owner.qualifiedName}.<init>`);
    loseGiven();
    run.construct(owner, args, noContext, site, 0);
    return;
  }
  const self = method.isStatic ? undefined : run.assume(object, 'this', site, 0);
  const args = run.orphanParameters(method.params, owner, `${owner.qualifiedName}.${method.name}`);
  if (isMain(root) && args[0]?.kind === 'list') args[0] = { ...args[0], arguments: true };
  loseGiven();
  run.callMethod(owner, method, self, args, site, 0);
}

function symbolOf(entry: Entry, owner = entry.owner): string {
  const names: string[] = [];
  for (let info: ClassInfo | undefined = owner; info !== undefined; info = info.outer)
    names.unshift(info.declaration.name === '' ? '(anonymous)' : info.declaration.name);
  const { member } = entry;
  const name = member.kind === 'field' ? member.field.name : isConstructor(entry) ? '<init>' : member.method.name;
  return `${names.join('.')}.${name}`;
}

function nameSite(entry: Entry): Site {
  return { file: entry.owner.unit.file, ...codeOf(entry).nameSpan };
}

/** Everything about what was built that can differ between two ways through the code. */
function fingerprint(built: readonly BuiltTopology[]): string {
  return built.map(printOf).join('\n');
}

function printOf(built: BuiltTopology): string {
  return JSON.stringify([built.origin.file, built.origin.start, built.applicationId, built.result]);
}
