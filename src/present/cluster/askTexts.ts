/** What a person is asked before instances of an application are, as plain data. */
import { shortText } from '../../base/printable.js';
import { plural } from '../../core/features/words.js';
import { askableServers } from '../../applications/instanceLags.js';
import type { Instance } from '../../applications/model.js';

export interface AskQuestion {
  readonly text: string;
  readonly detail: string;
  /** All that the detail shows, and all that is agreed to. */
  readonly addresses: readonly string[];
}

/** A question that nobody could read is not asked. */
const mostShown = 100;
/** One below the other up to here. */
const mostLines = 20;

/** undefined: no instance says an address. */
export function askQuestion(application: string, instances: readonly Instance[]): AskQuestion | undefined {
  const all = askableServers(instances);
  if (all.length === 0) return undefined;
  const addresses = all.slice(0, mostShown);
  const left = all.length - addresses.length;
  const agents = instances.some(({ agent }) => agent !== undefined) ? ', or a Java agent of yours announces on this machine' : '';
  return {
    text: `Ask ${plural(addresses.length, 'instance', 'instances')} of ${shortText(application)} for its stores and the progress of its restore?`,
    detail: [
      `GET below /iq/v1 and nothing else is sent to these addresses, which the members of its group say (application.server)${agents}: /iq/v1/lags at each look at the application, and what you ask of its stores when you query them there:`,
      addresses.join(addresses.length > mostLines ? ', ' : '\n'),
      ...(left === 0 ? [] : [`${left} more are not shown, and are not asked.`]),
      'An address that is new later is not asked before you agree to it, too.',
    ].join('\n\n'),
    addresses,
  };
}

/** Of what was agreed to before; undefined: all that instances say now was shown. */
export function notAskedText(instances: readonly Instance[], agreed: readonly string[]): string | undefined {
  const known = new Set(agreed);
  const left = askableServers(instances).filter((address) => !known.has(address));
  if (left.length === 0) return undefined;
  const shown = left.slice(0, 3).join(', ');
  const more = left.length > 3 ? ` and ${left.length - 3} more` : '';
  return `${plural(left.length, 'new instance is', 'new instances are')} not asked: ${shown}${more}`;
}
