/** Before the files, of which two run at once: Maven is not made to fetch the same twice at a time. */
import { kafkaJars } from './lib/jars.mjs';

export async function setup(): Promise<void> {
  for (const version of ['4.3.0', '3.9.1']) await kafkaJars(version);
}
