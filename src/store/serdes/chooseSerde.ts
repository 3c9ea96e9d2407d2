/** Which serde reads a column: the person's choice, else the code's, else what the bytes show. */
import { fail, succeed, type Result } from '../../base/result.js';
import type { Call } from '../../kafka/connection.js';
import type { StoreTarget } from '../query.js';
import { guessSerde } from './guessSerde.js';
import type { PlainSerde } from './plainSerde.js';
import { findPlainSerde } from './plainSerdes.js';
import type { RegistrySerdes } from './registrySerdes.js';
import type { ChosenSerde, Serde, SerdeInput } from './serde.js';
import { serdeNames } from './serdeNames.js';
import { serdeOfCode } from './serdeOfCode.js';
import { trySamples } from './trySamples.js';

export interface ColumnAsk {
  /** In a sentence: key, value, primary key … */
  readonly what: string;
  readonly declared: StoreTarget['keySerde'];
  readonly samples: readonly SerdeInput[];
  readonly registry: RegistrySerdes;
}

export async function chooseSerde(ask: ColumnAsk, call?: Call): Promise<Result<ChosenSerde, string>> {
  const chosen = await choose(ask, call);
  return chosen.ok ? succeed(withLack(chosen.value, ask)) : chosen;
}

/** Says what keeps a serde that needs schemas from reading any of the samples. */
function withLack(chosen: ChosenSerde, { what, samples }: ColumnAsk): ChosenSerde {
  const [first] = samples;
  if (chosen.serde.prepare === undefined || first === undefined) return chosen;
  let why: string | undefined;
  for (const { decoded } of trySamples(chosen.serde, samples)) {
    if (decoded.ok) return chosen;
    why ??= decoded.error;
  }
  const columns = `${what[0]!.toUpperCase()}${what.slice(1)}s`;
  const advice = chosen.serde.advice?.();
  return { ...chosen, lacking: `${columns} are shown as bytes: ${why}.${advice === undefined ? '' : ` ${advice}`}` };
}

async function choose({ what, declared, samples, registry }: ColumnAsk, call?: Call): Promise<Result<ChosenSerde, string>> {
  const find = (name: string): Serde | undefined => {
    const plain = findPlainSerde(name);
    return registry.find(name) ?? (plain === undefined ? undefined : toSerde(plain));
  };
  if (declared?.origin === 'chosen') {
    const serde = find(declared.name);
    if (serde === undefined) return fail(`There is no ${what} serde ${declared.name}: ${serdeNames.join(', ')} can be chosen.`);
    await serde.prepare?.(samples, call);
    return succeed({
      serde,
      choice: { serde: serde.name, origin: 'chosen', certainty: 'certain', reason: 'as chosen' },
      warning: undefined,
    });
  }

  const ofCode = declared === null ? undefined : find(serdeOfCode(declared.name) ?? '');
  if (ofCode !== undefined) {
    await ofCode.prepare?.(samples, call);
    const reads = [...trySamples(ofCode, samples)].some(({ decoded }) => decoded.ok);
    const reason = `${declared!.name} in the code`;
    if (reads || samples.length === 0 || ofCode.prepare !== undefined)
      return succeed({ serde: ofCode, choice: { serde: ofCode.name, origin: 'code', certainty: 'certain', reason }, warning: undefined });
    const guessed = await inspect(what, samples, registry, call);
    return succeed({
      ...guessed,
      warning: `The code says ${declared!.name} for the ${what}, which reads none of ${samples.length} samples; ${guessed.choice.serde} does (${guessed.choice.reason}).`,
    });
  }
  return succeed(await inspect(what, samples, registry, call));
}

async function inspect(what: string, samples: readonly SerdeInput[], registry: RegistrySerdes, call?: Call): Promise<ChosenSerde> {
  const registered = await registry.inspect(samples, call);
  if (registered !== undefined) return registered;
  const { serde, certainty, reason } = guessSerde(samples.map(({ bytes }) => bytes));
  return {
    serde: toSerde(serde),
    choice: { serde: serde.name, origin: 'bytes', certainty, reason },
    warning:
      certainty === 'possible' && samples.length > 0
        ? `The ${what} serde is a guess: ${serde.name} (${reason}). Choose one where it is wrong.`
        : undefined,
  };
}

/** The bytes say all, whatever the headers are. */
const toSerde = (plain: PlainSerde): Serde => ({ ...plain, decode: (bytes, _headers, budget) => plain.decode(bytes, budget) });
