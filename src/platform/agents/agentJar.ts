/** The Java agent that this program carries: `agent/`, built by `npm run build`. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, succeed, type Result } from '../../base/result.js';
import { readRegularFile } from '../files/readRegularFile.js';

export const agentJarName = 'kslens-agent.jar';
const largestJar = 4 * 1024 * 1024;

/** It lies beside the program's bundle, and in `dist/` where the sources run. Fails with why it is not there, as a clause. */
export function readAgentJar(): Result<Uint8Array, string> {
  const here = path.dirname(fileURLToPath(import.meta.url));
  for (const folder of [here, path.resolve(here, '../../../dist')]) {
    const read = readRegularFile(path.join(folder, agentJarName), { limit: largestJar });
    if (read.kind === 'read') return succeed(read.bytes);
    if (read.kind === 'refused') return fail(read.reason);
  }
  return fail('it was built without the Java agent: npm run build, where Maven is there');
}
