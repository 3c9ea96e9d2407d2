import { expect, test } from 'vitest';
import { readEstimateFromPage, readEstimatePageState, readEstimateToPage } from '../../src/protocol/estimatePanel.js';

test('what a page sends and keeps is read, and nothing else', () => {
  const typed = { instances: '3' };
  const source = { folder: '/orders', id: 'App.java#App.build', running: null };
  expect(readEstimateFromPage({ type: 'estimate', typed })).toEqual({ type: 'estimate', typed });
  expect(readEstimateFromPage({ type: 'estimate', typed: { instances: 3 } })).toBeUndefined();
  expect(readEstimatePageState({ source, typed })).toEqual({ source, typed });
  expect(readEstimatePageState({ source: { folder: 1 }, typed })).toBeUndefined();
  expect(readEstimateToPage({ type: 'notice', text: 'x' })).toEqual({ type: 'notice', text: 'x' });
  expect(readEstimateToPage({ type: 'estimate', source, view: {} })).toBeUndefined();
});
