import type { CodeFinding, CodeRule } from './codeRule.js';

const standbys = /NUM_STANDBY_REPLICAS|num[.-]standby[.-]replicas|numStandbyReplicas/;

export const noStandby: CodeRule = {
  id: 'no-standby',
  summary:
    'Stores with changelogs, and num.standby.replicas is set nowhere: when an instance fails, its state is restored before anything goes on.',
  severity: 'off',
  check(code) {
    if (!code.isWhole() || code.mentions(standbys)) return [];
    return code.topologies.flatMap(({ stores, entry }): CodeFinding[] =>
      stores.some(({ changelog, global }) => changelog !== null && !global)
        ? [
            {
              severity: 'hint',
              message:
                'num.standby.replicas is set nowhere, so there are none: when an instance fails, another reads the whole changelogs before its tasks go on.',
              at: entry,
            },
          ]
        : [],
    );
  },
};
