/** Each side of the wire takes what the other sends, and nothing else. */
import { expect, test } from 'vitest';
import { toDescribedDiagram } from '../../src/core/diagram/describedDiagram.js';
import { layOutDiagram } from '../../src/core/diagram/layout/layOutDiagram.js';
import { toPanelScene } from '../../src/extension/topologyPanel/toPanelScene.js';
import { readFromPage, readPageState, readToPage } from '../../src/protocol/topologyPanel.js';
import { largeDescription } from '../support/largeTopology.js';

const source = { kind: 'file', uri: 'file:///a.topology' } as const;
const scene = toPanelScene(layOutDiagram(toDescribedDiagram(largeDescription(60, 2), 'a', 'folder/a.topology')!));

test('a scene arrives as it was sent, with places as people read them', () => {
  const message = { type: 'scene', source, scene };
  expect(readToPage(structuredClone(message))).toEqual(message);
  expect(scene.nodes.find(({ kind }) => kind === 'source')?.place).toBe('a.topology:3');
  expect(scene.nodes.find(({ kind }) => kind === 'store')?.mark).toMatch(/^M[\d.]+ [\d.-]+L/);
});

test.each([
  ['a path that is none', { nodes: [{ ...scene.nodes[0]!, path: 'url(#a)' }] }],
  ['a kind that is none', { nodes: [{ ...scene.nodes[0]!, kind: 'toString' }] }],
  ['a width that is no length', { width: Infinity }],
  ['a scene without edges', { edges: undefined }],
])('the page refuses %s', (_, wrong) => {
  expect(readToPage({ type: 'scene', source, scene: { ...scene, ...wrong } })).toBeUndefined();
});

test.each([[null], ['ready'], [{ type: 'open', node: 'a' }], [{ type: 'reveal' }], [{ type: 'reveal', node: { toString: 'a' } }]])(
  'the editor refuses %j',
  (message) => {
    expect(readFromPage(message)).toBeUndefined();
  },
);

test.each([[{ type: 'ready' }], [{ type: 'export' }], [{ type: 'reveal', node: 'node a' }]])('the editor takes %j', (message) => {
  expect(readFromPage(message)).toEqual(message);
});

test('what a page kept counts only as a whole', () => {
  const state = { source, view: { x: 1, y: -2, scale: 0.5 }, selected: null, asList: false };
  expect(readPageState(state)).toEqual(state);
  expect(readPageState({ ...state, view: { x: 1, y: 2, scale: 0 } })).toBeUndefined();
  expect(readPageState({ ...state, source: { kind: 'analysis' } })).toBeUndefined();
  expect(readPageState(undefined)).toBeUndefined();
});
