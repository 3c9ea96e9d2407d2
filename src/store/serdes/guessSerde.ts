/** The serde of a column by its bytes: what no sample rules out, with how sure that is. */
import type { Certainty } from '../query.js';
import { splitList } from './listSerde.js';
import type { PlainSerde } from './plainSerde.js';
import { findPlainSerde } from './plainSerdes.js';

export interface Guess {
  readonly serde: PlainSerde;
  readonly certainty: Certainty;
  readonly reason: string;
}

export function guessSerde(samples: readonly Uint8Array[]): Guess {
  const filled = samples.filter(({ length }) => length > 0);
  if (filled.length === 0) return { serde: findPlainSerde('string')!, certainty: 'possible', reason: 'no bytes to tell from' };
  const { name, certainty, reason, isForm = false } = eliminate(filled, filled.length < samples.length);
  return {
    serde: findPlainSerde(name)!,
    // One sample shows little, but of a form that hardly anything else has. No bytes are certain: a text may look like anything.
    certainty: samples.length > 1 || isForm ? certainty : 'possible',
    reason: `${reason}, by ${samples.length} ${samples.length === 1 ? 'sample' : 'samples'}`,
  };
}

interface Finding {
  readonly name: string;
  readonly certainty: 'likely' | 'possible';
  readonly reason: string;
  /** Each sample has a form that hardly anything else has. */
  readonly isForm?: boolean;
}

/** `withEmpty`: some samples had no bytes, which only texts have. */
function eliminate(samples: readonly Uint8Array[], withEmpty: boolean, listDepth = 0): Finding {
  const decodes = (name: string): boolean => samples.every((bytes) => findPlainSerde(name)!.decode(bytes).ok);
  if (decodes('uuid')) return { name: 'uuid', certainty: 'likely', reason: 'text of UUIDs', isForm: true };
  if (samples.every((bytes) => bytes[0] === 0x7b || bytes[0] === 0x5b) && decodes('json'))
    return { name: 'json', certainty: 'likely', reason: 'objects or arrays of JSON', isForm: true };
  if (samples.every(isReadable)) return { name: 'string', certainty: 'likely', reason: 'readable text' };
  if (withEmpty) return nothing;
  const [length] = new Set(samples.map((bytes) => bytes.length));
  const isConstant = samples.every((bytes) => bytes.length === length);
  return (
    (isConstant ? tellFixed(length!, samples) : undefined) ?? (listDepth < 2 ? tellList(samples, listDepth + 1) : undefined) ?? nothing
  );
}

const nothing: Finding = { name: 'hex', certainty: 'possible', reason: 'no type of Kafka’s own fits' };

function tellFixed(length: number, samples: readonly Uint8Array[]): Finding | undefined {
  const all = (test: (view: DataView) => boolean): boolean =>
    samples.every((bytes) => test(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  switch (length) {
    case 8: {
      const near = (value: number): boolean => Math.abs(value) < 1e15;
      if (all((view) => near(Number(view.getBigInt64(0)))))
        return { name: 'long', certainty: 'likely', reason: 'eight bytes, in the range of counters and times' };
      if (all((view) => near(view.getFloat64(0)) && isUsual(view.getFloat64(0))))
        return { name: 'double', certainty: 'likely', reason: 'eight bytes, usual decimals' };
      return { name: 'long', certainty: 'possible', reason: 'eight bytes' };
    }
    case 4: {
      if (all((view) => Math.abs(view.getInt32(0)) < 1e8))
        return { name: 'integer', certainty: 'likely', reason: 'four bytes, in the range of counters' };
      if (all((view) => Math.abs(view.getFloat32(0)) < 1e9 && isUsual(view.getFloat32(0))))
        return { name: 'float', certainty: 'likely', reason: 'four bytes, usual decimals' };
      return { name: 'integer', certainty: 'possible', reason: 'four bytes' };
    }
    case 2:
      return { name: 'short', certainty: 'possible', reason: 'two bytes' };
    case 1:
      return all((view) => view.getUint8(0) <= 1) ? { name: 'boolean', certainty: 'likely', reason: 'one byte, 0 or 1' } : undefined;
    default:
      return undefined;
  }
}

const isUsual = (value: number): boolean => value === 0 || Math.abs(value) > 1e-9;

/** Lengths that fit to the last byte do not come by chance. */
function tellList(samples: readonly Uint8Array[], depth: number): Finding | undefined {
  const lists: (readonly (Uint8Array | null)[])[] = [];
  for (const bytes of samples) {
    try {
      lists.push(splitList(bytes, undefined));
    } catch {
      return undefined;
    }
  }
  const items = lists.flat().filter((item) => item !== null);
  const filled = items.filter(({ length }) => length > 0);
  const inner = filled.length === 0 ? 'string' : eliminate(filled, filled.length < items.length, depth).name;
  return { name: `list<${inner}>`, certainty: 'likely', reason: 'lists whose lengths fit' };
}

function isReadable(bytes: Uint8Array): boolean {
  const text = findPlainSerde('string')!.decode(bytes);
  // oxlint-disable-next-line no-control-regex -- that is what they are
  return text.ok && typeof text.value === 'string' && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text.value);
}
