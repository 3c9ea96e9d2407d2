/** kslens config-setter */
import { setterConfigLine, setterLanguages, writeConfigSetter, type SetterAsk } from '../estimate/configSetter.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import { parseBytes } from '../base/byteSize.js';
import type { Terminal } from './terminal.js';

/** The source on standard output; where it goes, and the line of configuration, on standard error. */
export function configSetter(given: GivenOptions, terminal: Terminal): Promise<number> {
  const budgetBytes = parseBytes(given.text('budget') ?? '');
  if (budgetBytes === undefined)
    throw new CommandLineError('config-setter needs --budget SIZE, such as 512MiB: what all RocksDB stores of a JVM may use together');
  const ask: SetterAsk = {
    budgetBytes,
    packageName: given.text('package') ?? null,
    className: given.text('class') ?? 'BoundedMemoryRocksDBConfig',
    language: setterLanguages.find((one) => one === given.text('language')) ?? 'java',
  };
  terminal.print(writeConfigSetter(ask));
  terminal.say(
    `kslens: save it as ${ask.className}.${{ java: 'java', kotlin: 'kt', scala: 'scala' }[ask.language]}, and set ${setterConfigLine(ask)}`,
  );
  return Promise.resolve(0);
}
