/** The Kafka versions whose rules are known (naming rules checked against the library). */
const defaultKafkaVersion = '4.3.0';
const newestKafkaVersion = '4.4.0';
const first = [2, 0];
const last = [4, 4];

/**
 * The version whose rules to use: the given one where it lies in the known range, else the nearest end of it, with `unknown`
 * set to what was asked for. No version at all gives the default.
 */
export function nearestKafkaVersion(version: string | undefined): { readonly version: string; readonly unknown: string | undefined } {
  if (version === undefined) return { version: defaultKafkaVersion, unknown: undefined };
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
  if (match === null) return { version: defaultKafkaVersion, unknown: version };
  const minor = [Number(match[1]), Number(match[2])];
  if (compare(minor, first) < 0) return { version: '2.0.0', unknown: version };
  if (compare(minor, last) > 0) return { version: newestKafkaVersion, unknown: version };
  return { version: `${minor[0]}.${minor[1]}.${match[3] ?? '0'}`, unknown: undefined };
}

function compare(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
}
