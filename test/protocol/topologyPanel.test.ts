/** Each side of the wire takes what the other sends, and nothing else. */
import { expect, test } from 'vitest';
import { toDescribedDiagram } from '../../src/core/diagram/describedDiagram.js';
import { layOutDiagram } from '../../src/core/diagram/layout/layOutDiagram.js';
import { toPanelScene } from '../../src/extension/topologyPanel/toPanelScene.js';
import { readFromPage, readPageState, readToPage } from '../../src/protocol/topologyPanel.js';
import { largeDescription } from '../support/largeTopology.js';

const source = { kind: 'file', uri: 'file:///a.topology' } as const;
const scene = toPanelScene(layOutDiagram(toDescribedDiagram(largeDescription(60, 2), 'a', 'folder/a.topology')!));

const comparison = { possible: true, called: 'HEAD' };
const arrangement = { storesOnly: true, collapsed: ['group 0'] };

test('a scene arrives as it was sent, with places as people read them', () => {
  const message = { type: 'scene', source, scene, comparison };
  expect(readToPage(structuredClone(message))).toEqual(message);
  expect(scene.nodes.find(({ kind }) => kind === 'source')?.place).toBe('a.topology:3');
  expect(scene.nodes.find(({ kind }) => kind === 'store')?.mark).toMatch(/^M[\d.]+ [\d.-]+L/);
});

test.each([
  ['a path that is none', { nodes: [{ ...scene.nodes[0]!, path: 'url(#a)' }] }],
  ['a kind that is none', { nodes: [{ ...scene.nodes[0]!, kind: 'toString' }] }],
  ['a width that is no length', { width: Infinity }],
  ['a scene without edges', { edges: undefined }],
  ['a change that is none', { nodes: [{ ...scene.nodes[0]!, change: 'lost' }] }],
])('the page refuses %s', (_, wrong) => {
  expect(readToPage({ type: 'scene', source, scene: { ...scene, ...wrong }, comparison })).toBeUndefined();
});

test.each([
  [null],
  ['ready'],
  [{ type: 'open', node: 'a' }],
  [{ type: 'ready' }],
  [{ type: 'reveal', node: 'a' }],
  [{ type: 'reveal', node: { toString: 'a' }, open: true }],
  [{ type: 'painted', png: 7 }],
])('the editor refuses %j', (message) => {
  expect(readFromPage(message)).toBeUndefined();
});

test.each([
  [{ type: 'ready', arrangement }],
  [{ type: 'arrange', arrangement }],
  [{ type: 'export' }],
  [{ type: 'compare' }],
  [{ type: 'painted', png: null }],
  [{ type: 'reveal', node: 'node a', open: false }],
])('the editor takes %j', (message) => {
  expect(readFromPage(message)).toEqual(message);
});

test('what a page kept counts only as a whole', () => {
  const state = { source, view: { x: 1, y: -2, scale: 0.5 }, selected: null, asList: false };
  // Kept by a version that knew no arrangements.
  expect(readPageState(state)).toEqual({ ...state, arrangement: { storesOnly: false, collapsed: [] } });
  expect(readPageState({ ...state, arrangement })).toEqual({ ...state, arrangement });
  expect(readPageState({ ...state, view: { x: 1, y: 2, scale: 0 } })).toBeUndefined();
  expect(readPageState({ ...state, source: { kind: 'analysis' } })).toBeUndefined();
  expect(readPageState(undefined)).toBeUndefined();
});
