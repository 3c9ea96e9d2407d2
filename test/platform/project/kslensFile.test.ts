/** What people say in kslens.json of what no file of the project says. */
import { describe, expect, it } from 'vitest';
import { createProjectSettings, type SettingsOptions } from '../../../src/platform/project/createProjectSettings.js';
import type { ProjectSettings } from '../../../src/core/analyser.js';
import { parseKslensFile } from '../../../src/platform/project/kslensFile.js';
import { createWorkspaceFiles } from '../../../src/platform/files/workspaceFiles.js';
import { temporaryProject } from '../../support/temporaryProject.js';

const none: SettingsOptions = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined };

function settingsOf(
  files: Readonly<Record<string, string>>,
  options = none,
  file = 'src/main/java/App.java',
): { settings: ProjectSettings; skipped: string[] } {
  const folder = temporaryProject({ 'pom.xml': '<project><artifactId>a</artifactId></project>', ...files });
  const workspace = createWorkspaceFiles([folder]);
  const settings = createProjectSettings({ paths: [folder], base: folder, files: workspace, enablesSpring: [] }, options)(file);
  return { settings, skipped: [...workspace.skipped.values()] };
}

const file = JSON.stringify({
  values: { 'orders.topic': 'orders', STAGE: 'prod', parts: 3 },
  kafkaVersion: '3.9.1',
  applicationId: 'shop',
  optimization: 'all',
});

describe('kslens.json', () => {
  it('gives values, the version, the application id and the optimisation', () => {
    const { settings } = settingsOf({ 'kslens.json': file });
    expect(settings.given).toEqual({ 'orders.topic': 'orders', STAGE: 'prod', parts: '3' });
    expect(settings.kafkaVersion).toEqual({ version: '3.9.1', from: 'option' });
    expect(settings).toMatchObject({ applicationId: 'shop', applicationIdFrom: 'option', optimization: 'all' });
  });

  it('goes before configuration files, and makes certain what they leave open', () => {
    const { settings } = settingsOf({
      'kslens.json': '{ "values": { "a": "said", "b": "said" } }',
      'src/main/resources/application.properties': 'a=written\nb=${UNSET:x}\nc=kept',
    });
    expect(settings.properties).toMatchObject({ a: 'said', b: 'said', c: 'kept' });
    expect(settings.uncertainProperties).not.toContain('b');
  });

  it('is what options on the command line go before', () => {
    const options = { kafkaVersion: '4.0.0', applicationId: 'other', optimization: 'none' };
    const { settings } = settingsOf({ 'kslens.json': file }, options);
    expect(settings).toMatchObject({ kafkaVersion: { version: '4.0.0' }, applicationId: 'other', optimization: 'none' });
  });

  it('counts in the modules below it, where they have none', () => {
    const module = { 'module/pom.xml': '<project/>', 'kslens.json': '{ "applicationId": "all" }' };
    expect(settingsOf(module, none, 'module/App.java').settings.applicationId).toBe('all');
    const own = { ...module, 'module/kslens.json': '{ "applicationId": "own" }' };
    expect(settingsOf(own, none, 'module/App.java').settings.applicationId).toBe('own');
  });

  it('does not give way to one above it where it is refused', () => {
    const above = { 'module/pom.xml': '<project/>', 'kslens.json': '{ "applicationId": "all" }' };
    const large = { ...above, 'module/kslens.json': ' '.repeat(300 * 1024) };
    const { settings, skipped } = settingsOf(large, none, 'module/App.java');
    expect(settings.applicationId).toBeUndefined();
    expect(skipped.join()).toMatch(/larger than the limit/);
  });

  it('is read to a bound of all together, and once for all modules below it', () => {
    const modules = Array.from({ length: 100 }, (_, i) => `m${i}`);
    const value = (i: number): string => JSON.stringify({ values: { [`a${i}`]: 'x'.repeat(3_990) } });
    const folder = temporaryProject({
      'pom.xml': '<project/>',
      ...Object.fromEntries(modules.map((module) => [`${module}/pom.xml`, '<project/>'])),
      ...Object.fromEntries(modules.slice(0, 80).map((module, i) => [`${module}/kslens.json`, value(i)])),
      'kslens.json': '{ "values": { "top": "t" } }',
    });
    const workspace = createWorkspaceFiles([folder]);
    const read: string[] = [];
    const files = { ...workspace, readText: (file: string, limit: number) => (read.push(file), workspace.readText(file, limit)) };
    const settingsFor = createProjectSettings({ paths: [folder], base: folder, files, enablesSpring: [] }, none);
    const given = modules.toReversed().map((module) => Object.keys(settingsFor(`${module}/App.java`).given ?? {}));
    expect(given.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => ['top']));
    expect(given.slice(20).filter((keys) => keys.length === 1)).toHaveLength(75);
    expect([...workspace.skipped.values()].filter((reason) => reason.includes('300000 characters'))).toHaveLength(5);
    expect(read.filter((file) => file.endsWith('/kslens.json') && !file.includes('/m'))).toHaveLength(1);
  });

  it.each([
    ['{ values', /not valid JSON/],
    ['[]', /it is read as/],
    ['{ "value": {} }', /has "value", which is not known/],
    ['{ "values": [] }', /"values" are no object/],
    ['{ "values": { "a": {} } }', /the value of "a" is neither/],
    ['{ "applicationId": 5 }', /"applicationId" is not a text/],
    ['{ "applicationId": "a\\u001bb" }', /"applicationId" is not of letters/],
    ['{ "kafkaVersion": "latest" }', /"kafkaVersion" is not a version/],
    ['{ "optimization": "all of\\nthem" }', /"optimization" is not none/],
    ['{ "values": { "a": "b", "c": { }, "a": "d" } }', /gives "a" twice|neither/],
    ['{ "values": { "a": "b", "\\u0061": "c" } }', /gives "a" twice/],
    ['{ "applicationId": "a", "applicationId": "b" }', /gives "applicationId" twice/],
    [`{ "values": { "a": "${'x'.repeat(4001)}" } }`, /the value of "a" has more than 4000 characters/],
    ['{ "values": { "a": "b\uE000" } }', /the value of "a" has characters that are not followed/],
  ])('%s is refused with what is right', (text, message) => {
    expect(() => parseKslensFile(text)).toThrow(message);
    const { settings, skipped } = settingsOf({ 'kslens.json': text });
    expect(settings.given).toEqual({});
    expect(skipped.join()).toMatch(message);
  });
});
