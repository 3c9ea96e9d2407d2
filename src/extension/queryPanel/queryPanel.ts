/** One panel with the contents of one store. */
import * as vscode from 'vscode';
import type { PageCommand, QueryToPage, StoreId } from '../../protocol/queryPanel.js';
import { readQueryFromPage, readQueryToPage } from '../../protocol/queryPanel.js';
import { commandIds } from '../contributions.js';
import { showPage } from '../showPage.js';
import { exportRows } from './exportRows.js';
import type { QuerySessions } from './querySessions.js';
import type { QueryRunsParts } from './queryRuns.js';
import { createQueryRuns } from './queryRuns.js';
import { storeIcon } from './storeIcon.js';

export interface QueryPanelParts {
  readonly id: StoreId;
  readonly sessions: QuerySessions;
  readonly choices: QueryRunsParts['choices'];
  /** The folder of the bundles. */
  readonly dist: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

/** Gives what carries out a command of the editor in its page. */
export function runQueryPanel(
  panel: vscode.WebviewPanel,
  { id, sessions, choices, dist, log }: QueryPanelParts,
): (what: PageCommand) => void {
  const runs = createQueryRuns({
    id,
    sessions,
    choices,
    post(message: QueryToPage) {
      // The page says so as well: rows must not be missed without a word.
      if (readQueryToPage(message) === undefined) log.error(`The page of ${id.store} cannot read a message of the kind ${message.type}.`);
      void panel.webview.postMessage(message);
    },
    copy: (text) => void copyText(text),
    askInstances: () => askInstances(id),
    save: (asked) => void exportRows(id, asked, log),
    lookMs: 2_000,
    now: () => Date.now(),
  });
  const subscription = panel.webview.onDidReceiveMessage((message: unknown) => {
    const read = readQueryFromPage(message);
    if (read === undefined) log.warn('The page of a store sent something that is no message.');
    else runs.receive(read);
  });
  panel.onDidDispose(() => {
    subscription.dispose();
    runs.dispose();
  });
  panel.title = titleOf(id);
  panel.iconPath = vscode.Uri.parse(storeIcon(id.cluster));
  showPage(panel, dist, { title: 'Store contents', bundle: 'queryPanel', hasToolkit: true });
  return (what) => void panel.webview.postMessage({ type: 'do', what } satisfies QueryToPage);
}

const titleOf = ({ cluster, application, store }: StoreId): string =>
  [store, application, cluster].filter((part) => part !== '').join(' \u00b7 ');

/** By the command of the tree: whom is asked is shown there and here in the same words. */
async function askInstances({ cluster, application }: StoreId): Promise<boolean> {
  return vscode.commands.executeCommand<boolean>(commandIds.askInstances, { cluster, application });
}

async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('Copied.', 2000);
}
