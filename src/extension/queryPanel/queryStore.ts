/** The command "Query Store": opens a panel for a store, and brings panels back when the window is reloaded. */
import * as vscode from 'vscode';
import type { PageCommand, StoreId } from '../../protocol/queryPanel.js';
import { readQueryPageState } from '../../protocol/queryPanel.js';
import { commandIds, panelTypes } from '../contributions.js';
import { createChoices } from './choices.js';
import { pickStore } from './pickStore.js';
import { runQueryPanel } from './queryPanel.js';
import type { QuerySessions } from './querySessions.js';

export interface QueryStoreParts {
  readonly sessions: QuerySessions;
  readonly memento: vscode.Memento;
  readonly dist: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

/** The command takes `{ cluster, application, store }`, a part of it, `{ cluster, topic }`, or an entry of the tree; what is missing is asked for. Each call opens a panel of its own. */
export function registerQueryStore({ sessions, memento, dist, log }: QueryStoreParts): vscode.Disposable {
  const choices = createChoices(memento);
  const open = new Map<vscode.WebviewPanel, (what: PageCommand) => void>();
  const run = (panel: vscode.WebviewPanel, id: StoreId): void => {
    open.set(panel, runQueryPanel(panel, { id, sessions, choices, dist, log }));
    panel.onDidDispose(() => open.delete(panel));
  };
  const tellActive = (what: PageCommand) => (): void => {
    for (const [panel, tell] of open) if (panel.active) tell(what);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.queryStore, async (start?: unknown) => {
      const id = await pickStore(sessions, toStart(start));
      if (id !== undefined) run(openPanel(id), id);
    }),
    vscode.commands.registerCommand(commandIds.runQuery, tellActive('run')),
    vscode.commands.registerCommand(commandIds.searchRows, tellActive('search')),
    vscode.commands.registerCommand(commandIds.exportRows, tellActive('export')),
    vscode.window.registerWebviewPanelSerializer(panelTypes.query, {
      deserializeWebviewPanel(panel, state) {
        const id = readQueryPageState(state)?.id;
        if (id === undefined) panel.dispose();
        else run(panel, id);
        return Promise.resolve();
      },
    }),
  );
}

/** What was read stays while another tab is in front: to read it again could take long. */
function openPanel({ store }: StoreId): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(panelTypes.query, store, vscode.ViewColumn.Active, { retainContextWhenHidden: true });
}

/** An entry of the tree has it as its node. */
function toStart(value: unknown): Partial<StoreId> {
  if (typeof value !== 'object' || value === null) return {};
  if ('node' in value) return toStart(value.node);
  const text = (name: keyof StoreId): Partial<StoreId> => {
    const part: unknown = Reflect.get(value, name);
    return typeof part === 'string' ? { [name]: part } : {};
  };
  return { ...text('cluster'), ...text('application'), ...text('store'), ...text('topic') };
}
