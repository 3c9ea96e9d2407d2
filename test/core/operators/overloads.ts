/** The overloads that a version has, as the records tell them. */
import { createKafkaVersion, type KafkaVersion } from '../../../src/core/kafkaVersion.js';
import type { DslMethod, Operator, Overload } from '../../../src/core/operators/operator.js';
import { receivers, type Receiver } from '../../../src/core/operators/operators.js';

export interface Lifetime {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

export interface KnownOverload {
  readonly receiver: Receiver;
  readonly method: string;
  readonly operator: Operator;
  readonly overload: Overload;
}

/** `version`: a minor. */
export function isIn(version: KafkaVersion, { since, until }: Lifetime): boolean {
  return (since === undefined || version.since(since)) && (until === undefined || createKafkaVersion(until).since(version.text));
}

export function overloadsOf(version: KafkaVersion): KnownOverload[] {
  return Object.entries(receivers).flatMap(([receiver, record]) =>
    Object.entries<DslMethod>(record.methods).flatMap(([method, of]) =>
      of.operators.flatMap((operator) =>
        operator.overloads.flatMap((overload): KnownOverload[] =>
          [record as Lifetime, of, overload].every((one) => isIn(version, one))
            ? [{ receiver: receiver as Receiver, method, operator, overload }]
            : [],
        ),
      ),
    ),
  );
}
