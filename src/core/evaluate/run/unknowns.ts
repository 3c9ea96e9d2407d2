/** What is not known: values with their reasons, holes in texts, gaps of the report. */
import type { Site } from '../../../base/text.js';
import type { Parameter } from '../../form/form.js';
import { describeClass } from '../../jvm/classObjects.js';
import { typed } from '../../jvm/conversions.js';
import { boundParameter } from '../../jvm/binding.js';
import { configuredValue } from '../../jvm/configuration.js';
import { isManaged } from '../../jvm/beans.js';
import { injectedBeans, originOf } from '../../jvm/injection.js';
import { isInstance } from '../../jvm/instances.js';
import { keyOf } from '../../jvm/keys.js';
import { lossOf } from '../../jvm/library/call.js';
import { javaText } from '../../jvm/library/equalsAndHash.js';
import { lose, mentionedIn, type Mentioned } from '../../jvm/loss.js';
import { printNumber } from '../../jvm/numberTexts.js';
import type { ClassInfo } from '../../jvm/program.js';
import { classFrame } from '../../jvm/frames.js';
import type { Run, UnknownOptions, Unknowns } from '../../jvm/run.js';
import { holesOf, isSayable, toHole, toPattern } from '../../values/holes.js';
import type { UnknownValue, Value } from '../../values/values.js';
import { charactersPerStep } from './bounds.js';
import type { RunOutcome, RunRequest } from './outcome.js';
import { createReasons } from './reasons.js';

const gapLimit = 200;
/** Of what tells unknown values apart: longer ones are numbered. */
const keyLimit = 400;
const labelLimit = 200;
const nowhere: Site = { file: '', start: 0, end: 0 };

type WriteHole = (key: string, label: string, reason: string, site: Site | undefined) => string;

export interface Gaps extends Unknowns {
  readonly gaps: RunOutcome['gaps'];
  readonly defaults: RunOutcome['defaults'];
}

export function createUnknowns(run: Run, request: Pick<RunRequest, 'holes' | 'longKeys'>, lastSite: () => Site): Gaps {
  const gaps = createReasons(gapLimit);
  const defaults = createReasons(gapLimit);
  const occurrences = new Map<string, number>();
  const mentions = new WeakMap<object, Mentioned>();

  const hole: WriteHole = (key, label, reason, site) => {
    let known = request.holes.get(key);
    if (known === undefined)
      request.holes.set(
        key,
        (known = { id: request.holes.size + 1, label: toPattern(label), reason, site, isSayable: isSayable(key, label) }),
      );
    return toHole(known.id, known.label);
  };

  return {
    gaps: gaps.all,
    defaults: defaults.all,
    gap: (reason, site) => gaps.add(toPattern(reason), site),
    takeDefault: (assumption, site) => defaults.add(`${toPattern(assumption)}: the default that the code has counts`, site),
    unknown(reason, site, options: UnknownOptions = {}): UnknownValue {
      const label = toPattern(options.label ?? 'unknown');
      return {
        kind: 'unknown',
        // People read it: what is not known of a text in it is written as they write it.
        reason: toPattern(reason),
        site,
        key: shortKey(run, request.longKeys, options.key ?? keyOfPlace(occurrences, site), site),
        label: label.length > labelLimit ? `${label.slice(0, labelLimit)}…` : label,
        ...(options.type === undefined ? {} : { type: options.type }),
        ...(options.isComputed === undefined ? {} : { isComputed: options.isComputed }),
      };
    },
    typed: (value, type, owner, site) => typed(run, value, type, owner, site),
    toText: (value) => toText(run, value, hole, lastSite),
    holeIn(text) {
      const [first] = holesOf(text);
      if (first === undefined) return undefined;
      for (const { id, reason, site } of request.holes.values()) if (id === first) return { reason, site: site ?? nowhere };
      return undefined;
    },
    mentioned(code) {
      let known = mentions.get(code);
      if (known === undefined) mentions.set(code, (known = mentionedIn(code)));
      return known;
    },
    escape(values, reason, site) {
      const kafkas = lose(run, values, { reason, site }, site);
      if (kafkas.length > 0) run.dsl.poison(kafkas, reason, site);
    },
    openMap: (key) => ({ kind: 'map', entries: new Map(), open: true, key }),
    orphanParameters: (params, owner, origin) => params.map((param) => orphanParameter(run, param, owner, origin)),
  };
}

/** How often the place was met tells its values apart. */
function keyOfPlace(occurrences: Map<string, number>, site: Site): string {
  const place = `${site.file}:${site.start}`;
  const count = (occurrences.get(place) ?? 0) + 1;
  occurrences.set(place, count);
  return `${place}#${count}`;
}

/** Keys grow with what they are made of: by themselves they could double with every operation. */
function shortKey(run: Run, longKeys: Map<string, number>, key: string, site: Site): string {
  if (key.length <= keyLimit) return key;
  run.spend(site, Math.ceil(key.length / charactersPerStep));
  const negated = key.startsWith('!');
  const plain = negated ? key.slice(1) : key;
  let id = longKeys.get(plain);
  if (id === undefined) longKeys.set(plain, (id = longKeys.size + 1));
  return `${negated ? '!' : ''}key:${id}`;
}

function toText(run: Run, value: Value, hole: WriteHole, lastSite: () => Site): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'number': {
      const printed = printNumber(value);
      if (printed !== undefined) return printed;
      return hole(`number:${value.value}`, String(value.value), 'how this number is printed depends on the version of Java', undefined);
    }
    case 'class': {
      const text = value.object === true ? describeClass(run, value) : undefined;
      return text ?? hole(keyOf(value), 'class', 'how this class is printed is not followed', undefined);
    }
    case 'unknown':
      return run.given(value.label) ?? hole(value.key, value.label, value.reason, value.site);
    case 'object': {
      if (isInstance(value)) {
        const text = run.invoke(value, 'toString', [], { file: value.info.unit.file, ...value.info.declaration.nameSpan });
        if (text?.kind === 'text') return text.text;
      }
      return hole(keyOf(value), 'object', 'an object used as a text is not followed', undefined);
    }
    default: {
      const site = lastSite();
      const text = javaText(run, value, site);
      if (text !== undefined) return text;
      const loss = lossOf(run, value);
      const reason = loss?.reason ?? 'a value that is not a text is used as one';
      return hole(run.unknown(reason, loss?.site ?? site).key, value.kind, reason, loss?.site);
    }
  }
}

function orphanParameter(run: Run, param: Parameter, owner: ClassInfo, origin: string): Value {
  const site: Site = { file: owner.unit.file, ...param.span };
  const { type } = param;
  const frame = classFrame(owner);
  const configured = configuredValue(run, param, frame, site) ?? boundParameter(run, owner, param, site);
  if (configured !== undefined) return typed(run, configured, type, owner, site);
  const reason = `the parameter ${param.name} is given by code that was not read`;
  if (type !== undefined && type.dimensions === 0) {
    const kafka = run.kafkaName(run.resolveClass(type.name, owner));
    if (kafka !== undefined) {
      const value = run.dsl.orphan({ ...type, name: kafka }, reason, site, originOf(param, owner));
      if (value !== undefined) return value;
    }
  }
  const beans = type !== undefined && isManaged(owner) ? injectedBeans(run, type, owner, site) : undefined;
  if (beans !== undefined) return beans;
  return typed(run, run.unknown(reason, site, { key: `parameter:${origin}.${param.name}`, label: param.name }), type, owner, site);
}
