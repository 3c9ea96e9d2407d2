/** Kafka versions as build files write them, and as other products bring them. */

/** Confluent Platform's Kafka: the same code under Confluent's numbers (7.4.0-ccs is Kafka 3.4). */
const confluentMinors: ReadonlyMap<string, string> = new Map([
  ['5.0', '2.0'],
  ['5.1', '2.1'],
  ['5.2', '2.2'],
  ['5.3', '2.3'],
  ['5.4', '2.4'],
  ['5.5', '2.5'],
  ['6.0', '2.6'],
  ['6.1', '2.7'],
  ['6.2', '2.8'],
  ['7.0', '3.0'],
  ['7.1', '3.1'],
  ['7.2', '3.2'],
  ['7.3', '3.3'],
  ['7.4', '3.4'],
  ['7.5', '3.5'],
  ['7.6', '3.6'],
  ['7.7', '3.7'],
  ['7.8', '3.8'],
  ['7.9', '3.9'],
  ['8.0', '4.0'],
  ['8.1', '4.1'],
  ['8.2', '4.2'],
]);

/** kafka.version of spring-boot-dependencies: the first Spring Boot release that brings each. */
const springBoot: readonly (readonly [string, string])[] = [
  ['2.0.2', '1.0.1'],
  ['2.0.4', '1.0.2'],
  ['2.1.0', '2.0.0'],
  ['2.1.1', '2.0.1'],
  ['2.2.0', '2.3.0'],
  ['2.2.1', '2.3.1'],
  ['2.3.0', '2.5.0'],
  ['2.3.3', '2.5.1'],
  ['2.4.0', '2.6.0'],
  ['2.4.6', '2.6.2'],
  ['2.4.13', '2.6.3'],
  ['2.5.0', '2.7.1'],
  ['2.5.7', '2.7.2'],
  ['2.6.0', '3.0.0'],
  ['2.6.5', '3.0.1'],
  ['2.6.12', '3.0.2'],
  ['2.7.0', '3.1.1'],
  ['2.7.4', '3.1.2'],
  ['3.0.0', '3.3.1'],
  ['3.0.2', '3.3.2'],
  ['3.1.0', '3.4.0'],
  ['3.1.1', '3.4.1'],
  ['3.2.0', '3.6.0'],
  ['3.2.1', '3.6.1'],
  ['3.2.5', '3.6.2'],
  ['3.3.0', '3.7.0'],
  ['3.3.2', '3.7.1'],
  ['3.3.7', '3.7.2'],
  ['3.4.0', '3.8.1'],
  ['3.5.0', '3.9.1'],
  ['3.5.12', '3.9.2'],
  ['4.0.0', '4.1.1'],
  ['4.0.4', '4.1.2'],
  ['4.1.0', '4.2.1'],
];

/** kafka-streams in io.quarkus:quarkus-bom: the first Quarkus minor that brings each. */
const quarkus: readonly (readonly [string, string])[] = [
  ['2.0.0', '2.8.0'],
  ['2.3.0', '2.8.1'],
  ['2.6.0', '3.0.0'],
  ['2.7.0', '3.1.0'],
  ['2.12.0', '3.2.1'],
  ['2.14.0', '3.3.1'],
  ['3.0.0', '3.4.0'],
  ['3.3.0', '3.5.0'],
  ['3.4.0', '3.5.1'],
  ['3.6.0', '3.6.0'],
  ['3.7.0', '3.6.1'],
  ['3.9.0', '3.7.0'],
  ['3.13.0', '3.7.1'],
  ['3.18.0', '3.7.2'],
  ['3.19.0', '3.9.0'],
  ['3.24.0', '4.0.0'],
  ['3.30.0', '4.0.1'],
  ['3.31.0', '4.1.1'],
  ['3.35.0', '4.2.0'],
  ['3.37.0', '4.2.1'],
];

/** Characters. */
const longestVersion = 100;

/** Later minors than these are not in the tables above. */
const lastSpringBoot = '4.1';
const lastQuarkus = '3.38';

/** `3.9.1` of `3.9.1-SNAPSHOT`; undefined for ranges and what is no version. */
export function toKafkaVersion(written: string): string | undefined {
  const match = written.length > longestVersion ? null : /^(\d+)\.(\d+)(?:\.(\d+))?(?:[-.].*)?$/.exec(written.trim());
  if (match === null) return undefined;
  const minor = `${match[1]}.${match[2]}`;
  if (/-(?:\d+-)?c(?:cs|e)(?:$|-)/.test(written) && confluentMinors.has(minor)) return `${confluentMinors.get(minor)}.0`;
  return match[3] === undefined ? minor : `${minor}.${match[3]}`;
}

export function kafkaOfSpringBoot(version: string): string | undefined {
  return lookUp(springBoot, version, lastSpringBoot);
}

export function kafkaOfQuarkus(version: string): string | undefined {
  return lookUp(quarkus, version, lastQuarkus);
}

function lookUp(table: readonly (readonly [string, string])[], written: string, last: string): string | undefined {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(written.slice(0, longestVersion));
  if (match === null) return undefined;
  const wanted = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (compare(wanted.slice(0, 2), last.split('.').map(Number)) > 0) return undefined;
  return table.findLast(([first]) => compare(first.split('.').map(Number), wanted) <= 0)?.[1];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, part] of a.entries()) {
    const difference = part - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
