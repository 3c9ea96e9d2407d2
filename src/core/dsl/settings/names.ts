/** What the library accepts as a name. Source: kstream.Named#validate; before 2.3 common.internals.Topic#validate. */
import { isExact } from '../../values/holes.js';
import type { DslCall } from '../api.js';
import { fail, type SettingsContext } from './settingsContext.js';

const longest = 249;
const legal = /^[a-zA-Z0-9._-]*$/;

/** Throws where the library does; a name with an unknown part passes. */
export function validateName(context: Pick<SettingsContext, 'version'>, name: string, call: DslCall): void {
  if (!isExact(name)) return;
  const old = !context.version.since('2.3');
  const what = old ? 'Topic name' : 'Name';
  const illegal = (problem: string): never =>
    old
      ? fail('InvalidTopicException', `${what} ${problem}`, call)
      : fail('TopologyException', `Invalid topology: ${what} ${problem}`, call);
  if (name === '') illegal("is illegal, it can't be empty");
  if (name === '.' || name === '..') illegal('cannot be "." or ".."');
  if (name.length > longest) illegal(`is illegal, it can't be longer than ${longest} characters, ${old ? 'topic ' : ''}name: ${name}`);
  if (!legal.test(name)) illegal(`"${name}" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`);
}
