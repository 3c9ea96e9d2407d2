/** Which clusters may be written to: those whose connection file says so. Nothing else opens a writer. */
import { parseJavaProperties } from '../../base/javaProperties.js';
import type { ConnectionSettings } from '../connectionSettings.js';

export const writableMark = 'kslens.writable';

/** Of a cluster that a person marked. */
export interface WritableSettings extends ConnectionSettings {
  readonly writable: true;
}

/** `properties`: the text of the file that `settings` were read from. undefined: it does not mark the cluster. */
export function toWritable(settings: ConnectionSettings, properties: string): WritableSettings | undefined {
  return parseJavaProperties(properties).get(writableMark)?.trim() === 'true' ? { ...settings, writable: true } : undefined;
}
