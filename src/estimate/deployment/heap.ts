/** The heap that a JVM is given by its options. */
import type { JavaOptions } from './deployment.js';
import { unitBytes } from './parts.js';

/** In the order in which later ones win: the JVM's own, those that start scripts hand on, the command line, and the one that goes before all. */
const before = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', 'JAVA_OPTS', 'JAVA_OPTIONS', 'JVM_OPTS'];
const last = '_JAVA_OPTIONS';

export const isJavaVariable = (name: string): boolean => name === last || before.includes(name);

const size = /-Xmx(\S*)|-XX:MaxHeapSize=(\S*)/g;
const share = /-XX:MaxRAMPercentage=(\S*)/g;

/** In bytes; a share is of `limitBytes`. null: nothing says, or what says it is not known. `JavaHeapMaxSize` of the JVM's documentation. */
export function heapOf({ variables, command }: JavaOptions, limitBytes: number | null): number | null {
  const given = [...before.map((name) => variables.get(name)), ...command, variables.get(last)];
  if (given.includes(null)) return null;
  const text = given.join(' ');
  const sizes = [...text.matchAll(size)];
  const written = sizes.at(-1);
  if (written !== undefined) return bytesOf(written[1] ?? written[2] ?? '');
  const shares = [...text.matchAll(share)];
  const percent = Number(unquoted(shares.at(-1)?.[1] ?? ''));
  return limitBytes === null || !(percent > 0 && percent <= 100) ? null : Math.floor((limitBytes * percent) / 100);
}

/** As the JVM reads sizes: `512m`, `2G`, bytes. */
function bytesOf(text: string): number | null {
  const { number, unit = '' } = /^(?<number>\d{1,12})(?<unit>[kmgt]?)$/i.exec(unquoted(text))?.groups ?? {};
  return number === undefined ? null : Number(number) * unitBytes(unit);
}

const unquoted = (text: string): string => text.replaceAll(/["']/g, '');
