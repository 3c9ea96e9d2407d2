/** Wires the core: texts in, report out. */
import type { AnalyseRequest, Analyser, ProjectSettings, Sources } from './analyser.js';
import { createLineIndex, type LineIndex } from '../base/text.js';
import { createDsl } from './dsl/createDsl.js';
import type { EvaluatedTopology, EvaluationSettings } from './evaluate/evaluateTopologies.js';
import { evaluateTopologies } from './evaluate/evaluateTopologies.js';
import type { EffortLimits } from './evaluate/spent.js';
import { createProgram } from './jvm/program.js';
import { followedSettings } from './followedSettings.js';
import { planFix } from './fixes/fixAsk.js';
import type { Code } from './fixes/planFix.js';
import { createPropertyLookup } from './jvm/properties.js';
import { noLightbendSettings } from './jvm/lightbend.js';
import { nearestKafkaVersion } from './kafkaVersions.js';
import type { DiagnosticReport, Report, TopologyReport } from './report.js';
import { compareLocations, createLocations, type Locations } from './reporting/locations.js';
import { toTopologyReport } from './reporting/toTopologyReport.js';
import { rules, ruleTable } from './rules/rules.js';
import { findInCode, queriesInCode, toNamingCode, toReadCode } from './readCode.js';
import { applySeverities, withoutSuppressed } from './rules/severities.js';
import { findSuppressions, type WrittenSuppression } from './rules/suppressions.js';
import { findUnknownSuppressions, unknownSuppression } from './rules/unknownSuppression.js';
import { planRename, storeNameAt, type NamingCode } from './storeNames/renameStore.js';
import { createUnits } from './units.js';
import { createExplorationMemory, type ExplorationMemory } from './evaluate/explorationMemory.js';
import { languageOf } from './languages/languages.js';
import type { Grammars } from './languages/tree/grammars.js';
import { createParser } from './languages/tree/parser.js';

const toolName = 'kafka-streams-lens';
/** Characters of one topology's report as JSON: a hundred times what a large application takes. */
const largestReport = 8_000_000;
/** What one analysis may take together. */
export interface Limits {
  /** Characters of the reports of all topologies. */
  readonly reports: number;
  /** Of the code that is read, as `units.ts` weighs it. */
  readonly weight?: number;
  readonly effort?: EffortLimits;
}
const usualLimits: Limits = { reports: 60_000_000 };

export async function createAnalyser(grammars: Grammars, version: string, limits = usualLimits): Promise<Analyser> {
  const parser = await createParser(grammars);
  const units = createUnits(parser, limits.weight);
  const analyse = (asked: AnalyseRequest, memory?: ExplorationMemory): Report => {
    const request = withFollowedSettings(asked);
    const session = units.open(request.sources);
    try {
      const topologies = evaluate(request, session, limits.effort, memory);
      return toReport(request, topologies, session, version, limits.reports);
    } finally {
      session.close();
    }
  };
  const codes = new WeakMap<AnalyseRequest, Code>();
  const readCode = (request: AnalyseRequest): Code => {
    const { sources, signal } = request;
    const lineIndexes = new Map<string, LineIndex>();
    const memory = createExplorationMemory();
    const lookAt = (asked: AnalyseRequest, known?: ExplorationMemory): Report => {
      const report = analyse(asked, known);
      signal?.throwIfAborted();
      return report;
    };
    return {
      report: lookAt(request, memory),
      // A new session each time: between two looks the edited text may have been analysed, and units follow the text.
      sourceOf(file) {
        const session = units.open(sources);
        const unit = session.unitOf(file);
        if (unit === undefined) return undefined;
        const text = session.textOf(file);
        const lines = lineIndexes.get(file) ?? createLineIndex(text.written);
        lineIndexes.set(file, lines);
        return { unit, writer: languageOf(unit.language).writer, text, lines };
      },
      analyse(texts, anew) {
        const before = memory.found;
        const edited = { ...request, sources: withTexts(sources, texts) };
        const report = lookAt(edited, anew ? undefined : memory);
        return { report, isWhole: memory.found === before };
      },
    };
  };
  const codeOf = (request: AnalyseRequest): Code => {
    const code = codes.get(request) ?? readCode(request);
    codes.set(request, code);
    return code;
  };
  const withNamingCode = <T>({ sources, signal }: AnalyseRequest, use: (read: NamingCode) => T): T => {
    const session = units.open(sources);
    try {
      session.candidates(() => {}, signal);
      return use(toNamingCode(session));
    } finally {
      session.close();
    }
  };
  return {
    analyse: (request) => analyse(request),
    planFix: (request, ask) => planFix(codeOf(request), ask),
    storeNameAt: (request, at) => withNamingCode(request, (read) => storeNameAt(read, at)),
    planRename(request, at, name) {
      const code = codeOf(request);
      return withNamingCode(request, (read) => planRename(code, read, at, name));
    },
    dispose: () => units.dispose(),
  };
}

/** The files of a module have the same. */
function withFollowedSettings(request: AnalyseRequest): AnalyseRequest {
  const known = new Map<ProjectSettings, ProjectSettings>();
  return {
    ...request,
    settingsFor(file) {
      const settings = request.settingsFor(file);
      let found = known.get(settings);
      if (found === undefined) known.set(settings, (found = followedSettings(settings)));
      return found;
    },
  };
}

/** The same files, some with other texts. */
function withTexts(sources: Sources, texts: ReadonlyMap<string, string>): Sources {
  return {
    ...sources,
    edited: new Set(texts.keys()),
    read(file) {
      const text = texts.get(file);
      return text === undefined ? sources.read(file) : { text };
    },
  };
}

type Session = ReturnType<ReturnType<typeof createUnits>['open']>;

/** Evaluates every topology of a request; the tests against the real library look at these. */
export function evaluate(
  request: AnalyseRequest,
  session: Session,
  effort?: EffortLimits,
  memory?: ExplorationMemory,
): EvaluatedTopology[] {
  const candidates = session.candidates((done, total) => request.onProgress?.(done, total), request.signal);
  const program = createProgram({
    unitOf: (file) => session.unitOf(file),
    findByClassName: (name) => request.sources.findByClassName(name),
    findByParent: (name) => request.sources.findByParent(name),
    unread: () => session.unread(),
  });
  // The files of a module have the same.
  const made = new Map<ProjectSettings, EvaluationSettings>();
  const settingsFor = (file: string): EvaluationSettings => {
    const settings = request.settingsFor(file);
    let known = made.get(settings);
    if (known === undefined) made.set(settings, (known = toEvaluationSettings(settings)));
    return known;
  };
  return evaluateTopologies({
    program,
    createDsl,
    meaningOf: (language) => languageOf(language).meaning,
    units: candidates,
    textOf: (file) => session.textOf(file).text,
    settingsFor,
    signal: request.signal,
    isWhole: () => session.isWhole(),
    unread: () => session.unread(),
    limits: effort,
    memory,
    onLeftOut: (file, reason) => session.skip(file, reason),
  });
}

function toEvaluationSettings(settings: ProjectSettings): EvaluationSettings {
  return {
    dslOptions: {
      kafkaVersion: nearestKafkaVersion(settings.kafkaVersion?.version).version,
      optimization: settings.optimization,
      configuration: settings.configuration,
      ...(settings.topologyConfigForParameter === true ? { topologyConfigForParameter: true } : {}),
    },
    properties: createPropertyLookup(settings.properties, settings.uncertainProperties ?? []),
    propertyFiles: settings.propertyFiles,
    lightbend: settings.lightbend ?? noLightbendSettings,
    given: settings.given ?? {},
  };
}

function toReport(
  request: AnalyseRequest,
  evaluated: readonly EvaluatedTopology[],
  session: Session,
  version: string,
  largestSum: number,
): Report {
  const locations = createLocations((file) => session.textOf(file));
  const counts = new Map<string, number>();
  for (const t of evaluated) counts.set(`${t.file}#${t.symbol}`, (counts.get(`${t.file}#${t.symbol}`) ?? 0) + 1);
  const used = new Map<string, number>();
  const toReported = (t: EvaluatedTopology): TopologyReport => {
    const base = `${t.file}#${t.symbol}`;
    const nth = (used.get(base) ?? 0) + 1;
    used.set(base, nth);
    const settings = request.settingsFor(t.file);
    const known = nearestKafkaVersion(settings.kafkaVersion?.version);
    return toTopologyReport(
      t,
      (counts.get(base) ?? 0) > 1 ? `${base}#${nth}` : base,
      {
        kafkaVersion: known.version,
        kafkaVersionFrom: settings.kafkaVersion?.from ?? 'default',
        unknownVersion: known.unknown,
        applicationId: settings.applicationId,
        applicationIdOption: settings.applicationIdFrom === 'option',
        language: t.language,
      },
      locations,
    );
  };
  let left = largestSum;
  const topologies = evaluated.flatMap((t): TopologyReport[] => {
    if (left < 0) {
      session.skip(t.file, `${t.symbol} was left out: the reports of the others are more than ${largestSum} characters`);
      return [];
    }
    try {
      const reported = toReported(t);
      const { length } = JSON.stringify(reported);
      if (length <= largestReport) {
        left -= length;
        return [reported];
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    session.skip(t.file, `${t.symbol} is too large to be reported`);
    return [];
  });
  const severities = request.severities ?? {};
  const code = toReadCode(request, session, topologies);
  const found = [...topologies.flatMap((t) => rules.flatMap((rule) => rule.check(t))), ...findInCode(code, severities, locations)];
  const made = topologies.flatMap(({ entry, stores, repartitions }) => [{ location: entry }, ...stores, ...repartitions]);
  const written = [...new Set([...made, ...found].map(({ location }) => location.file))]
    .sort()
    .flatMap((file) => findSuppressions(file, session.textOf(file)));
  const suppressions = written.map(({ suppression }) => suppression);
  const misspelt = toMisspelt(written, locations);
  const diagnostics = withoutSuppressed(applySeverities([...found, ...misspelt], severities), suppressions);
  const storeQueries = queriesInCode(code, locations);
  return {
    formatVersion: 1,
    tool: { name: toolName, version },
    topologies,
    diagnostics: distinct(diagnostics).sort((a, b) => compareLocations(a.location, b.location) || (a.message < b.message ? -1 : 1)),
    suppressions,
    ...(storeQueries.length === 0 ? {} : { storeQueries }),
    skipped: session.skipped(),
    stats: session.stats(),
  };
}

function toMisspelt(written: readonly WrittenSuppression[], locations: Locations): DiagnosticReport[] {
  const known = ruleTable.map(({ id }) => id);
  const found = findUnknownSuppressions(
    written.flatMap(({ names }) => names),
    known,
  );
  return found.map(({ site, message }): DiagnosticReport => ({
    rule: unknownSuppression.id,
    severity: 'info',
    message,
    location: locations.locate(site),
    related: [],
    fixes: [],
  }));
}

/** A helper that several topologies call gives each of them the same finding: one is enough where the message is the same. */
function distinct(diagnostics: readonly DiagnosticReport[]): DiagnosticReport[] {
  const seen = new Set<string>();
  return diagnostics.filter((d) => {
    const key = JSON.stringify([d.rule, d.location, d.message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
