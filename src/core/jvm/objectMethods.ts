/** What every object inherits from Object, as far as its class does not do it otherwise. */
import type { Site } from '../../base/text.js';
import { classOfValue } from './classObjects.js';
import { identical } from './equality.js';
import { javaEquals, javaHash } from './library/equalsAndHash.js';
import { intValue } from '../values/numbers.js';
import type { Instance, Run } from './run.js';
import { callThrowable } from './throwables.js';
import type { Value } from '../values/values.js';

/** undefined: no method of Object, or not followed. `above`: it is called with `super`, so that the class's own is left aside. */
export function callObject(run: Run, self: Instance, method: string, args: readonly Value[], site: Site, above = false): Value | undefined {
  const [other] = args;
  const isRecord = self.info.declaration.kind === 'record' && !above;
  if (method === 'getClass' && args.length === 0) return classOfValue(self);
  if (method === 'equals' && other !== undefined && args.length === 1 && !isRecord) {
    const same = run.program.lineage(self.info).complete || above ? identical(self, other, false) : undefined;
    return same === undefined ? undefined : { kind: 'boolean', value: same };
  }
  if (isRecord && method === 'equals' && other !== undefined && args.length === 1) {
    const same = javaEquals(run, self, other, site);
    return same === undefined ? undefined : { kind: 'boolean', value: same };
  }
  if (isRecord && method === 'hashCode' && args.length === 0) {
    const hash = javaHash(run, self, site);
    return hash === undefined ? undefined : intValue(hash);
  }
  if (method === 'toString' && args.length === 0) {
    if (self.throwable !== undefined) return callThrowable(run, self, method, args, site);
    if (isRecord) return recordText(run, self, site);
  }
  return undefined;
}

/** `Name[a=1, b=x]`, as OpenJDK writes it. */
function recordText(run: Run, self: Instance, site: Site): Value {
  const { name, components } = self.info.declaration;
  const parts = components.map((c) => `${c.name}=${run.toText(run.readField(self, c.name, site) ?? { kind: 'null' })}`);
  const text = `${name}[${parts.join(', ')}]`;
  return run.made(text.length, () => text, site);
}
