import { createKafkaVersion } from '../kafkaVersion.js';
import type { DiagnosticReport } from '../report.js';
import { groupByCall, listed, type Rule } from './rule.js';

/** KIP-1111. The library checks only where the StreamsBuilder was made with a TopologyConfig; this tells before that is switched on. */
export const explicitNamingCheck: Rule = {
  id: 'explicit-naming-check',
  summary: 'A name would be rejected with ensure.explicit.internal.resource.naming (Kafka Streams 4.1 and later).',
  severity: 'off',
  check({ implicitNames, kafkaVersion }) {
    if (!createKafkaVersion(kafkaVersion).since('4.1')) return [];
    return groupByCall(implicitNames).map((made): DiagnosticReport => ({
      rule: explicitNamingCheck.id,
      severity: 'warning',
      message: `With ensure.explicit.internal.resource.naming, Kafka Streams rejects what is not named here: ${listed(made.map(({ kind, name }) => `${kind} ${name}`))}.`,
      location: made[0].location,
      related: [],
      fixes: [],
    }));
  },
};
