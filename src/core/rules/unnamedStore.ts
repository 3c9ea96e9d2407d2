import type { DiagnosticReport, StoreReport } from '../report.js';
import type { Rule } from './rule.js';
import { positionIn } from './rule.js';

export const unnamedStore: Rule = {
  id: 'unnamed-store',
  summary: 'A state store has a generated, positional name: an edit to the topology can rename it and orphan its state.',
  severity: 'warning',
  check(topology) {
    return topology.stores
      .filter((store) => store.autoNamed && !store.global)
      .map((store): DiagnosticReport => ({
        rule: unnamedStore.id,
        severity: store.changelog === null || store.changelog.reusesSourceTopic ? 'info' : 'warning',
        message: messageFor(store),
        location: store.location,
        related: [],
        fixes: [],
      }));
  },
};

function messageFor(store: StoreReport): string {
  const name = store.name ?? store.pattern ?? store.alternatives.join(' or ');
  const { changelog } = store;
  const topic =
    changelog === null
      ? undefined
      : (changelog.name ??
        changelog.pattern ??
        (changelog.suffix === null ? undefined : `<application.id>-${changelog.suffix}`) ??
        changelog.alternatives.join(' or '));
  const where =
    topic === undefined
      ? `The store of ${store.operator}() has the generated name ${name}.`
      : changelog?.reusesSourceTopic === true
        ? `The store of ${store.operator}() has the generated name ${name}; it restores from the source topic ${topic}.`
        : `The store of ${store.operator}() has no name: its changelog topic is ${topic}.`;
  const number = positionIn(name);
  const why =
    number === ''
      ? ''
      : number.startsWith('?')
        ? ' Its number is a position in the topology that could not be determined.'
        : ` ${number} is its position in the topology: adding, removing or naming an operator before it changes the name` +
          (topic === undefined || changelog?.reusesSourceTopic === true ? '.' : ', and the state under the old name is orphaned.');
  return where + why;
}
