/** The kind and serdes that a person chose, kept for each store in the workspace. */
import type * as vscode from 'vscode';
import type { StoreId } from '../../protocol/queryPanel.js';
import { readChoice } from '../../protocol/queryPanel.js';
import type { QueryRunsParts } from './queryRuns.js';

const none = { kind: null, keySerde: null, valueSerde: null } as const;

export function createChoices(memento: vscode.Memento): QueryRunsParts['choices'] {
  const keyOf = ({ cluster, application, store }: StoreId): string => `queryChoice:${JSON.stringify([cluster, application, store])}`;
  return {
    get: (id) => readChoice(memento.get(keyOf(id))) ?? none,
    set: (id, choice) => {
      const isNone = choice.kind === null && choice.keySerde === null && choice.valueSerde === null;
      void memento.update(keyOf(id), isNone ? undefined : choice);
    },
  };
}
