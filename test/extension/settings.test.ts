import { expect, test } from 'vitest';
import { readAnalysisOptions, readDiagnosticsEnabled } from '../../src/extension/settings.js';

const configuration = (values: Record<string, unknown>) => ({ get: (key: string) => values[key] });

test('nothing said says nothing', () => {
  const options = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined, includeTests: false, severities: {} };
  expect(readAnalysisOptions(configuration({}))).toEqual(options);
  expect(readAnalysisOptions(configuration({ kafkaVersion: ' ', applicationId: '', optimization: 'project' }))).toEqual(options);
});

test('what is said is taken', () => {
  const values = { kafkaVersion: '3.9.1 ', applicationId: 'shop', optimization: 'all', includeTests: true };
  expect(readAnalysisOptions(configuration(values))).toEqual({ ...values, kafkaVersion: '3.9.1', severities: {} });
});

test('a value of the wrong type counts as not set', () => {
  expect(readAnalysisOptions(configuration({ kafkaVersion: 3.9, includeTests: 'yes' }))).toMatchObject({
    kafkaVersion: undefined,
    includeTests: false,
  });
  expect(readDiagnosticsEnabled(configuration({ 'diagnostics.enabled': 'no' }))).toBe(true);
  expect(readDiagnosticsEnabled(configuration({ 'diagnostics.enabled': false }))).toBe(false);
});

test('severities of rules that are known are taken', () => {
  const rules = { 'unnamed-store': 'error', 'name-shift': 'default', 'no-such-rule': 'off', 'build-error': 7 };
  expect(readAnalysisOptions(configuration({ rules })).severities).toEqual({ 'unnamed-store': 'error' });
});
