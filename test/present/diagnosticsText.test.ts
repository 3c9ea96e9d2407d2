import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { diagnosticsText } from '../../src/present/diagnosticsText.js';

const report = {
  topologies: [
    {
      id: 'secret.Topology.build',
      applicationId: 'secret-app',
      kafkaVersion: '4.3.0',
      complete: false,
      gaps: [{ reason: 'secret-reason' }],
      stores: [{ name: 'secret-store' }, { name: null }],
    },
  ],
  diagnostics: [{ message: 'secret-finding' }],
  skipped: [{ file: 'secret.java', reason: 'secret' }],
  stats: { filesSeen: 9, filesParsed: 7, bytesParsed: 1000 },
} as unknown as Report;
const given = {
  version: '0.1.0',
  editor: 'Visual Studio Code 1.105.0',
  platform: 'linux x64, Node 22.0.0',
  settings: ['rules', 'clusters'],
  analysis: { isBusy: false, hasFailed: false, reports: [report] },
  clusters: [
    { security: 'SASL_SSL', connected: true, applications: undefined, failure: 'unauthorised' },
    { security: 'PLAINTEXT', connected: false, applications: 3, failure: undefined },
  ],
};

test('diagnostics are figures and kinds, and no name', () => {
  const text = diagnosticsText(given);
  expect(text).not.toContain('secret');
  expect(text.split('\n').slice(2, 8)).toEqual([
    '- Extension 0.1.0, Visual Studio Code 1.105.0, linux x64, Node 22.0.0',
    '- Settings that are set: clusters, rules',
    '- Analysis: done',
    '- Folder 1: 7 of 9 files read, 1 skipped; topologies: 1, complete: 0; stores: 2, with an exact name: 1; causes of names that are not known: 1; findings: 1; Kafka Streams: 4.3.0',
    '- Cluster 1: SASL_SSL; connected; has not answered; last failure: unauthorised',
    '- Cluster 2: PLAINTEXT; not connected; applications: 3',
  ]);
});

test('a failed analysis and settings that nobody set are said', () => {
  const text = diagnosticsText({ ...given, settings: [], clusters: [], analysis: { isBusy: true, hasFailed: true, reports: [] } });
  expect(text).toContain('- Settings that are set: none\n- Analysis: the newest analysis failed\n\n');
});
