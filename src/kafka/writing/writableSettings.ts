/** Which clusters may be written to: those that a person marked, where the address and credentials stand. Nothing else opens a writer. */
import { parseJavaProperties } from '../../base/javaProperties.js';
import type { ConnectionSettings } from '../connectionSettings.js';

export const writableMark = 'kslens.writable';

/** Of a cluster that a person marked. */
export interface WritableSettings extends ConnectionSettings {
  readonly writable: true;
}

/** The entry of the editor's settings that they come from is marked. */
export const marked = (settings: ConnectionSettings): WritableSettings => ({ ...settings, writable: true });

/** `properties`: the text of the file that `settings` were read from. The same where it does not mark the cluster. */
export const markedBy = (settings: ConnectionSettings, properties: string): ConnectionSettings =>
  parseJavaProperties(properties).get(writableMark)?.trim() === 'true' ? marked(settings) : settings;

export const isWritable = (settings: ConnectionSettings): settings is WritableSettings =>
  'writable' in settings && settings.writable === true;
