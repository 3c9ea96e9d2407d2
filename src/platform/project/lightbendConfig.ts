/** The files that `ConfigFactory.load()` of Lightbend Config finds: a module's `application.conf` over its `reference.conf`. */
import path from 'node:path';
import type { LightbendSettings } from '../../core/jvm/lightbend.js';
import { parseHoconProperties, type HoconAssignment } from './hoconProperties.js';
import type { ProjectReading } from './projectReading.js';

const maxBytes = 256 * 1024;
const resources = 'src/main/resources';

export function readLightbendConfig(module: string, reading: ProjectReading): LightbendSettings | undefined {
  const values = new Map<string, string>();
  const variables = new Map<string, string>();
  let isFound = false;
  for (const name of ['reference.conf', 'application.conf']) {
    const file = path.join(module, resources, name);
    const text = reading.files.readText(file, maxBytes);
    if (text === undefined) continue;
    isFound = true;
    const assignments = reading.attempt(file, undefined, () => read(text, reading));
    // What this file says over the other one is not known.
    if (assignments === undefined) return undefined;
    for (const one of assignments) apply(one, values, variables);
  }
  return isFound ? { values: Object.fromEntries(values), variables: Object.fromEntries(variables) } : undefined;
}

/** undefined: what it says is not followed. */
function read(text: string, reading: ProjectReading): readonly HoconAssignment[] | undefined {
  const told: HoconAssignment[] = [];
  const entries = parseHoconProperties(text, reading.forFile(), (one) => told.push(one));
  return entries === undefined || told.some(({ path: at }) => at === '') ? undefined : told;
}

function apply(one: HoconAssignment, values: Map<string, string>, variables: Map<string, string>): void {
  if (one.kind === 'variable') {
    variables.set(one.path, one.variable);
    return;
  }
  for (const map of [values, variables])
    for (const key of [...map.keys()]) if (key === one.path || (one.kind !== 'object' && key.startsWith(`${one.path}.`))) map.delete(key);
  if (one.kind === 'text' && one.text !== 'null') values.set(one.path, one.text);
}
