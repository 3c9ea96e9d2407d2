import { errorKind } from './libraryErrors.js';
import type { Rule } from './rule.js';

export const duplicateName: Rule = {
  id: 'duplicate-name',
  summary: 'Two stores, operators or topics of one topology have the same name: the application would throw.',
  severity: 'error',
  check({ error }) {
    if (error === null || errorKind(error) !== 'duplicate name') return [];
    return [
      {
        rule: duplicateName.id,
        severity: 'error',
        message: `Kafka Streams refuses a name that is taken: ${error.message.replace(/^Invalid topology: /, '').trim()}`,
        location: error.location,
        related: [],
        fixes: [],
      },
    ];
  },
};
