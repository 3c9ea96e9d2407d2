import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  activationEvents,
  capabilities,
  commandIds,
  contributes,
  settingKeys,
  settingsSection,
} from '../../src/extension/contributions.js';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Record<string, unknown>;

test('package.json contributes what the table says, no more and no less', () => {
  expect(manifest['contributes']).toEqual(contributes);
  expect(manifest['activationEvents']).toEqual(activationEvents);
  expect(manifest['capabilities']).toEqual(capabilities);
});

test('every command and every setting of the table is contributed', () => {
  expect(contributes.commands.map(({ command }) => command)).toEqual(Object.values(commandIds));
  expect(Object.keys(contributes.configuration.properties)).toEqual(Object.values(settingKeys).map((key) => `${settingsSection}.${key}`));
});

test('every setting is described and has a default', () => {
  for (const schema of Object.values(contributes.configuration.properties)) {
    expect(schema.markdownDescription.length).toBeGreaterThan(20);
    expect(schema.default).toBeDefined();
  }
});

test('no setting stands inside another: the editor would make one object of both', () => {
  const keys = Object.keys(contributes.configuration.properties);
  expect(keys.filter((key) => keys.some((other) => key.startsWith(`${other}.`)))).toEqual([]);
});

test('the settings page has an editor for each setting but those of clusters, which commands write', () => {
  // What VS Code asks of a setting before it renders it; of an object, of each of its properties.
  const isSimple = ({ type }: { readonly type?: string }): boolean => ['string', 'boolean', 'number', 'integer'].includes(type ?? '');
  const isRendered = (schema: object): boolean => {
    if (!('properties' in schema)) return isSimple(schema);
    const { properties, additionalProperties } = schema as { readonly properties: object; readonly additionalProperties?: boolean };
    return additionalProperties !== true && Object.values(properties).every(isSimple);
  };
  const inFileOnly = Object.entries(contributes.configuration.properties).filter(([, schema]) => !isRendered(schema));
  expect(inFileOnly.map(([key]) => key)).toEqual(['kafkaStreams.clusters', 'kafkaStreams.cluster.askInstances']);
});
