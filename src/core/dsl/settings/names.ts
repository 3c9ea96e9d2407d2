/** What the library accepts as a name. Source: kstream.Named#validate; before 2.3 common.internals.Topic#validate. */
import type { KafkaVersion } from '../../kafkaVersion.js';
import { TopologyError } from '../../topology/model.js';
import { isExact } from '../../values/holes.js';

const longest = 249;
const legal = /^[a-zA-Z0-9._-]*$/;

/** Throws where the library does; a name with an unknown part passes. */
export function validateName(version: KafkaVersion, name: string): void {
  if (!isExact(name)) return;
  const old = !version.since('2.3');
  const illegal = (problem: string): never => {
    throw old
      ? new TopologyError('InvalidTopicException', `Topic name ${problem}`)
      : new TopologyError('TopologyException', `Invalid topology: Name ${problem}`);
  };
  if (name === '') illegal("is illegal, it can't be empty");
  if (name === '.' || name === '..') illegal('cannot be "." or ".."');
  if (name.length > longest) illegal(`is illegal, it can't be longer than ${longest} characters, ${old ? 'topic ' : ''}name: ${name}`);
  if (!legal.test(name)) illegal(`"${name}" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`);
}
