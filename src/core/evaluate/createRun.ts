/** One execution of an entry method along one set of decisions. */
import type { Site, Span } from '../../base/text.js';
import type { BuiltTopology, CreateDsl, Dsl, DslOptions, Host } from '../dsl/api.js';
import type { LanguageId, MethodDeclaration, Parameter, TypeRef } from '../form/form.js';
import type { Meaning } from '../jvm/meaning.js';
import { typed } from '../jvm/conversions.js';
import { throwableName } from '../jvm/throwables.js';
import { callMethod, callNamed, evaluateCall, invoke } from './calls.js';
import { Ended, OutOfBudget, Restart, Thrown } from '../jvm/completion.js';
import { describeClass } from '../jvm/classObjects.js';
import { createObject, evaluateNew } from './creation.js';
import { evaluateExpression } from './expressions.js';
import { keyOf } from '../jvm/keys.js';
import { holesOf, isReserved, toHole, toPattern } from '../values/holes.js';
import { isInstance } from '../jvm/instances.js';
import { printNumber } from '../jvm/numberTexts.js';
import { lose, mentionedIn, type Mentioned } from '../jvm/loss.js';
import { lossOf } from '../jvm/library/call.js';
import { javaText } from '../jvm/library/equalsAndHash.js';
import type { ClassInfo, ClassReference, Program } from '../jvm/program.js';
import { createPropertyLookup, writtenProperty } from '../jvm/properties.js';
import type { Frame, Run } from '../jvm/run.js';
import { executeStatement, executeStatements } from './statements.js';
import type { UnknownValue, Value } from '../values/values.js';

const stepLimit = 300_000;
const gapLimit = 200;
/** Of evaluations inside each other: beyond it the stack would end first. */
const depthLimit = 1_000;
/** Beyond it no further call is entered. */
const recursionDepth = 700;
/** What one operation of a builder costs: what it makes is reported at length. */
const operationSteps = 60;
/** Beyond it nothing is a name, nor part of one. */
const textLimit = 10_000;
const charactersPerStep = 64;
/** A name that is given to a builder is written many times into a report. */
const namedCharactersPerStep = 4;
/** What a topic pattern costs: a builder looks for the topics that it matches. */
const patternSteps = 5000;
/** Of what tells unknown values apart: longer ones are numbered. */
const keyLimit = 400;
const labelLimit = 200;
const tooManySteps = `the code takes more than ${stepLimit} steps to follow`;
const tooDeep = 'the code is nested too deeply to follow';

/** A place where the way to go is not known. */
export interface Decision {
  readonly key: string;
  readonly ways: number;
  readonly taken: number;
  readonly reason: string;
  readonly site: Site;
}

/** What a hole in a text stands for. */
export interface Hole {
  readonly id: number;
  readonly label: string;
  readonly reason: string;
  readonly site: Site | undefined;
}

export interface RunRequest {
  readonly program: Program;
  meaningOf(language: LanguageId): Meaning;
  readonly createDsl: CreateDsl;
  readonly dslOptions: DslOptions;
  readonly properties: Readonly<Record<string, string>>;
  readonly uncertainProperties: readonly string[];
  readonly propertyFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
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
  readonly signal: AbortSignal | undefined;
}

export interface RunOutcome {
  readonly built: readonly BuiltTopology[];
  readonly gaps: readonly { readonly reason: string; readonly site: Site }[];
  readonly trail: readonly Decision[];
  /** How the run ended: a program that throws, or exits before it built anything, has no topology of its own. */
  readonly ended: 'normally' | 'abandoned';
  /** What the program threw in the end; undefined: nothing. */
  readonly thrown: { readonly reason: string; readonly site: Site } | undefined;
  /** It met a bound: what comes after was not read. */
  readonly isCutShort: boolean;
  /** How much was evaluated. */
  readonly steps: number;
  /** How many operations of builders ran. */
  readonly operations: number;
  /** The methods whose bodies were run. */
  readonly entered: ReadonlySet<MethodDeclaration>;
}

/** Runs `start`; throws Restart where something turned out to be otherwise than was supposed. */
export function createRun(request: RunRequest, start: (run: Run) => void): RunOutcome {
  const { program, dslOptions } = request;
  const gaps: { reason: string; site: Site }[] = [];
  const trail = new Map<string, Decision>();
  const occurrences = new Map<string, number>();
  const mentions = new WeakMap<object, Mentioned>();
  const properties = createPropertyLookup(request.properties, request.uncertainProperties);
  const entered = new Set<MethodDeclaration>();
  const answers = new WeakMap<object, boolean>();
  let steps = 0;
  let depth = 0;
  let identities = 0;
  const constructors = new Set<MethodDeclaration>();
  const supposed = new Map<string, readonly MethodDeclaration[]>();
  let lastSite: Site | undefined;

  function gap(written: string, site: Site): void {
    const reason = toPattern(written);
    if (gaps.length < gapLimit && !gaps.some((g) => g.reason === reason && g.site.file === site.file && g.site.start === site.start))
      gaps.push({ reason, site });
  }

  const host: Host = {
    invoke: (target, method, args, site) => invoke(run, target, method, args, site),
    hasMethod(target, method) {
      if (!isInstance(target)) return undefined;
      if (program.findMethods(target.info, method).some((m) => !m.method.isAbstract)) return true;
      return program.lineage(target.info).complete || onlyKafkaParents(target.info) ? false : undefined;
    },
    toText: (value) => run.toText(value),
    gap,
  };

  /** Missing parents are Kafka's or the JDK's own interfaces, whose defaults we know. */
  function onlyKafkaParents(info: ClassInfo): boolean {
    return program.lineage(info).classes.every((c) =>
      [...(c.declaration.superclass === undefined ? [] : [c.declaration.superclass]), ...c.declaration.interfaces].every((type) => {
        const reference = program.resolve(type.name, c.outer ?? c);
        return (
          reference?.kind === 'source' ||
          (reference !== undefined && (kafkaName(reference) !== undefined || reference.qualifiedName?.startsWith('java.') === true))
        );
      }),
    );
  }

  const dsl = metered(request.createDsl(dslOptions, host), (site, spent) => run.spend(site, spent));

  function kafkaName(reference: ClassReference | undefined): string | undefined {
    if (reference?.kind !== 'library') return undefined;
    const { qualifiedName, simpleName } = reference;
    // What no import brings is not Kafka's, whatever it is called; nor is what another package has.
    return qualifiedName?.startsWith('org.apache.kafka.') === true ? simpleName : undefined;
  }

  function unknown(reason: string, site: Site, options: { key?: string; label?: string; type?: TypeRef } = {}): UnknownValue {
    let { key } = options;
    if (key === undefined) {
      const place = `${site.file}:${site.start}`;
      const count = (occurrences.get(place) ?? 0) + 1;
      occurrences.set(place, count);
      key = `${place}#${count}`;
    }
    const label = toPattern(options.label ?? 'unknown');
    return {
      kind: 'unknown',
      // People read it: what is not known of a text in it is written as they write it.
      reason: toPattern(reason),
      site,
      key: shortKey(key, site),
      label: label.length > labelLimit ? `${label.slice(0, labelLimit)}…` : label,
      ...(options.type === undefined ? {} : { type: options.type }),
    };
  }

  /** Keys grow with what they are made of: by themselves they could double with every operation. */
  function shortKey(key: string, site: Site): string {
    if (key.length <= keyLimit) return key;
    run.spend(site, Math.ceil(key.length / charactersPerStep));
    const negated = key.startsWith('!');
    const plain = negated ? key.slice(1) : key;
    let id = request.longKeys.get(plain);
    if (id === undefined) request.longKeys.set(plain, (id = request.longKeys.size + 1));
    return `${negated ? '!' : ''}key:${id}`;
  }

  function enter(span: Span, frame: Frame): void {
    if (++depth > depthLimit) throw new OutOfBudget(tooDeep, run.site(span, frame));
  }

  const run: Run = {
    program,
    dsl,
    meaning: ({ unit }) => request.meaningOf(unit.language),
    property: (key) => properties.find(key),
    isUncertainProperty: (key) => properties.isUncertain(key),
    propertyFile(path) {
      const wanted = path.replace(/^\.?\//, '').replace(/^classpath:/, '');
      const matches = Object.keys(request.propertyFiles).filter((file) => file === wanted || file.endsWith(`/${wanted}`));
      return matches.length === 1 ? request.propertyFiles[matches[0]!] : undefined;
    },
    evaluate(e, frame) {
      enter(e.span, frame);
      try {
        return e.kind === 'call'
          ? evaluateCall(run, e, frame)
          : e.kind === 'new'
            ? evaluateNew(run, e, frame)
            : evaluateExpression(run, e, frame);
      } finally {
        depth--;
      }
    },
    execute(s, frame) {
      enter(s.span, frame);
      try {
        return executeStatement(run, s, frame);
      } finally {
        depth--;
      }
    },
    executeAll: (s, frame) => executeStatements(run, s, frame),
    invoke: (target, method, args, site) => invoke(run, target, method, args, site),
    callMethod(owner, method, self, args, site, depth) {
      entered.add(method);
      return callMethod(run, { owner, method }, self, args, site, depth);
    },
    callNamed: (target, method, args, typeArgs, site, frame) => callNamed(run, target, method, args, typeArgs, site, frame),
    construct: (info, args, context, site, depth, types) => run.meaning(info).construct(run, info, args, context, site, depth, types),
    createObject: (target, args, site, frame) => createObject(run, target, args, site, frame),
    assume: (info, key, site, depth) => run.meaning(info).assume(run, info, key, site, depth),
    readStatic: (info, name) => run.meaning(info).readStatic(run, info, name),
    assignStatic: (info, name, value) => run.meaning(info).assignStatic(run, info, name, value),
    readField: (instance, name, site, from) => run.meaning(instance.info).readField(run, instance, name, site, from),
    assignField: (instance, name, value, site, from) => run.meaning(instance.info).assignField(run, instance, name, value, site, from),
    enumConstants: (info) => run.meaning(info).enumConstants(run, info),
    initialiseClass: (info) => void run.meaning(info).initialiseClass(run, info),
    classes: new Map(),
    assumed: new Map(),
    settled: new Map(),
    tries: { inside: 0, places: new Set() },
    isDeep: () => depth > recursionDepth,
    nextIdentity: () => ++identities,
    ownsProcess: request.ownsProcess,
    learnt: (key) => request.learnt.has(key),
    supposeRun: (key, methods) => void supposed.set(key, methods),
    noteConstructor: (constructor) => void constructors.add(constructor),
    site: (span, frame) => ({ file: frame.owner.unit.file, start: span.start, end: span.end }),
    spend(site, count = 1) {
      lastSite = site;
      const before = steps;
      steps += count;
      if (steps > stepLimit) throw new OutOfBudget(tooManySteps, site);
      if (before >> 10 !== steps >> 10 && request.signal?.aborted === true) throw new OutOfBudget(tooManySteps, site);
    },
    made(length, write, site) {
      if (length > textLimit) return unknown(`a text of more than ${textLimit} characters is not followed`, site, { label: 'text' });
      run.spend(site, Math.floor(length / charactersPerStep));
      return { kind: 'text', text: write() };
    },
    unknown,
    typed: (value, type, owner, site) => typed(run, value, type, owner, site),
    toText(value) {
      switch (value.kind) {
        case 'text':
          return value.text;
        case 'boolean':
          return String(value.value);
        case 'null':
          return 'null';
        case 'number': {
          const printed = printNumber(value);
          if (printed !== undefined && !isReserved(printed)) return printed;
          return hole(`number:${value.value}`, String(value.value), 'how this number is printed depends on the version of Java', undefined);
        }
        case 'class': {
          const text = value.object === true ? describeClass(run, value) : undefined;
          return text ?? hole(keyOf(value), 'class', 'how this class is printed is not followed', undefined);
        }
        case 'unknown':
          return hole(value.key, value.label, value.reason, value.site);
        case 'object': {
          if (isInstance(value)) {
            const text = invoke(run, value, 'toString', [], { file: value.info.unit.file, ...value.info.declaration.nameSpan });
            if (text?.kind === 'text') return text.text;
          }
          return hole(keyOf(value), 'object', 'an object used as a text is not followed', undefined);
        }
        default: {
          const site = lastSite ?? { file: '', start: 0, end: 0 };
          const text = javaText(run, value, site);
          if (text !== undefined) return text;
          const loss = lossOf(run, value);
          const reason = loss?.reason ?? 'a value that is not a text is used as one';
          return hole(unknown(reason, loss?.site ?? site).key, value.kind, reason, loss?.site);
        }
      }
    },
    holeIn(text) {
      const [first] = holesOf(text);
      if (first === undefined) return undefined;
      for (const { id, reason, site } of request.holes.values())
        if (id === first) return { reason, site: site ?? { file: '', start: 0, end: 0 } };
      return undefined;
    },
    decide(condition, site) {
      if (condition.kind === 'boolean') return condition.value;
      const raw = condition.kind === 'unknown' ? condition.key : `${site.file}:${site.start}`;
      const negated = raw.startsWith('!');
      const way = run.choose(
        negated ? raw.slice(1) : raw,
        2,
        condition.kind === 'unknown' ? condition.reason : 'a condition that is not known',
        site,
      );
      return negated ? way === 1 : way === 0;
    },
    choose(key, ways, reason, site) {
      const known = trail.get(key);
      if (known !== undefined && known.ways === ways) return known.taken;
      const taken = request.decisions.get(key) ?? 0;
      trail.set(key, { key, ways, taken: taken < ways ? taken : 0, reason: toPattern(reason), site });
      return trail.get(key)!.taken;
    },
    gap,
    escape(values, reason, site) {
      const kafkas = lose(run, values, { reason, site }, site);
      if (kafkas.length > 0) dsl.poison(kafkas, reason, site);
    },
    unknownRounds(site, reason, body) {
      const key = `loop:${site.file}:${site.start}`;
      const builds = request.learnt.has(key);
      if (builds) dsl.loseCounters(reason, site);
      const before = dsl.operations;
      const completion = body();
      if (dsl.operations !== before && !builds) throw new Restart([key]);
      if (completion.kind === 'return' && run.choose(`${key}:return`, 2, reason, site) === 0) return completion;
      return { kind: 'normal' };
    },
    once(part, ask) {
      const known = answers.get(part);
      if (known !== undefined) return known;
      answers.set(part, false);
      const answer = ask();
      answers.set(part, answer);
      return answer;
    },
    openMap: (key) => ({ kind: 'map', entries: new Map(), open: true, key }),
    mentioned(code) {
      let known = mentions.get(code);
      if (known === undefined) mentions.set(code, (known = mentionedIn(code)));
      return known;
    },
    resolveClass: (name, owner) => program.resolve(name, owner),
    resolveType(name, { owner, scope }) {
      const cell = scope?.find(`class ${name.split('.', 1)[0]!}`);
      const local =
        cell?.value.kind === 'class' && cell.value.declaration !== undefined ? program.infoOf(cell.value.declaration) : undefined;
      return program.resolve(name, local ?? owner);
    },
    kafkaName,
    orphanParameters: (params, owner, origin) => params.map((param) => orphanParameter(param, owner, origin)),
  };

  function hole(key: string, label: string, reason: string, site: Site | undefined): string {
    let known = request.holes.get(key);
    if (known === undefined) request.holes.set(key, (known = { id: request.holes.size + 1, label: toPattern(label), reason, site }));
    return toHole(known.id, known.label);
  }

  function orphanParameter(param: Parameter, owner: ClassInfo, origin: string): Value {
    const site: Site = { file: owner.unit.file, ...param.span };
    const { type } = param;
    const annotation = param.annotations.find((a) => /^(?:.*\.)?(?:Value|ConfigProperty|Property|Named)$/.test(a.name));
    const written = annotation?.args.find((a) => a.name === 'value' || a.name === 'name')?.value;
    if (written?.kind === 'text') {
      const value = writtenProperty(run, written.value);
      if (value !== undefined) return typed(run, { kind: 'text', text: value }, type, owner, site);
    }
    const reason = `the parameter ${param.name} is given by code that was not read`;
    if (type !== undefined && type.dimensions === 0) {
      const kafka = kafkaName(run.resolveClass(type.name, owner));
      if (kafka !== undefined) {
        const value = dsl.orphan({ ...type, name: kafka }, reason, site, 'parameter');
        if (value !== undefined) return value;
      }
    }
    return typed(run, unknown(reason, site, { key: `parameter:${origin}.${param.name}`, label: param.name }), type, owner, site);
  }

  let ended: RunOutcome['ended'] = 'normally';
  let thrown: RunOutcome['thrown'];
  let isCutShort = false;
  try {
    start(run);
  } catch (error) {
    if (error instanceof OutOfBudget || error instanceof RangeError) {
      // What the depth does not count can still end the stack.
      const { reason, site } = error instanceof OutOfBudget ? error : { reason: tooDeep, site: lastSite ?? { file: '', start: 0, end: 0 } };
      isCutShort = true;
      dsl.loseCounters(reason, site);
      gap(`${reason}; what comes after was not read`, site);
    } else if (error instanceof Thrown) {
      ended = 'abandoned';
      thrown = { reason: `the code ends here, as it throws ${throwableName(error.value)}`, site: error.site };
    } else if (error instanceof Ended) {
      if (dsl.operations === 0) ended = 'abandoned';
    } else throw error;
  }
  const wrong = [...supposed].filter(([, methods]) => !methods.every((m) => entered.has(m) || constructors.has(m)));
  if (wrong.length > 0) throw new Restart(wrong.map(([key]) => key));
  return { built: dsl.finish(), gaps, trail: [...trail.values()], ended, isCutShort, thrown, steps, operations: dsl.operations, entered };
}

const isPattern = (value: Value): boolean => value.kind === 'native' && value.type === 'Pattern';

/** Calls of builders cost what they make, and names what is written of them. */
function metered(dsl: Dsl, spend: (site: Site, steps: number) => void): Dsl {
  return {
    ...dsl,
    get operations() {
      return dsl.operations;
    },
    call(receiver, call) {
      spend(call.site, Math.floor(lengthOf(call.args) / namedCharactersPerStep) + patternSteps * call.args.filter(isPattern).length);
      const before = dsl.operations;
      const value = dsl.call(receiver, call);
      if (dsl.operations !== before) spend(call.site, operationSteps);
      return value;
    },
  };
}

/** Of the texts among the values. */
function lengthOf(values: readonly Value[]): number {
  let length = 0;
  for (const value of values) {
    if (value.kind === 'text') length += value.text.length;
    else if (value.kind === 'list') length += value.items.length + lengthOf(value.items.filter(({ kind }) => kind === 'text'));
  }
  return length;
}
