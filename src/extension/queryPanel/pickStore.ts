/** Which store to query, where no tree or lens said it: cluster, application, store. */
import * as vscode from 'vscode';
import { noticeText } from '../../present/markdown.js';
import { type ClusterResult, sentenceOf } from '../../kafka/clusterError.js';
import type { ClusterSession } from '../../platform/cluster/clusterService.js';
import { targetOfChangelog } from '../../store/findStoreTarget.js';
import type { StoreId } from '../../protocol/queryPanel.js';
import { kindText } from '../../present/cluster/figureRows.js';
import { toSignal } from '../cluster/connect/testConnection.js';
import type { QuerySessions } from './querySessions.js';

const title = 'Query Store';

/** What is known of `start` is not asked again. */
export async function pickStore(sessions: QuerySessions, start: Partial<StoreId>): Promise<StoreId | undefined> {
  const cluster = start.cluster ?? (await pickCluster(sessions));
  if (cluster === undefined) return undefined;
  if (start.topic !== undefined) {
    const { application, store, topic } = targetOfChangelog(start.topic);
    return { cluster, application: start.application ?? application, store, topic };
  }
  const session = sessions.session(cluster);
  if (session === undefined) {
    void vscode.window.showErrorMessage(`There is no cluster ${cluster}.`);
    return undefined;
  }
  const application = start.application ?? (await pickApplication(cluster, session, sessions));
  if (application === undefined) return undefined;
  const store = start.store ?? (await pickStoreOf(cluster, application, sessions));
  return store === undefined ? undefined : { cluster, application, store };
}

async function pickCluster({ names }: QuerySessions): Promise<string | undefined> {
  if (names.length === 0) {
    void vscode.window.showInformationMessage('There is no cluster yet: add one in the view Clusters first.');
    return undefined;
  }
  if (names.length === 1) return names[0];
  return vscode.window.showQuickPick([...names], { title, placeHolder: 'Select a cluster' });
}

async function pickApplication(cluster: string, session: ClusterSession, sessions: QuerySessions): Promise<string | undefined> {
  const overview = await wait(`Asking ${cluster} for its applications`, async (signal, token) =>
    session.overview(await sessions.settledIds(token), { signal }),
  );
  if (overview === undefined) return undefined;
  const items = overview.applications.map(({ id, changelogs, note }) => ({
    label: id,
    description: changelogs.length === 1 ? '1 changelog' : `${changelogs.length} changelogs`,
    ...(note === null ? {} : { detail: note }),
  }));
  if (items.length === 0) void vscode.window.showInformationMessage(`No Kafka Streams application was found on ${cluster}.`);
  else return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Select an application', matchOnDetail: true }))?.label;
  return undefined;
}

async function pickStoreOf(cluster: string, application: string, sessions: QuerySessions): Promise<string | undefined> {
  const state = await wait(`Asking ${cluster} for the stores of ${application}`, (signal) =>
    sessions.readApplication(cluster, application, signal),
  );
  if (state === undefined) return undefined;
  const items = state.stores.map((store) => ({
    label: store.name,
    description: kindText(store) ?? '',
    detail: store.topic === null ? 'no changelog topic' : `${store.backedBy}: ${store.topic.name}`,
  }));
  if (items.length === 0) void vscode.window.showInformationMessage(noticeText(`${application} has no stores on ${cluster}.`));
  else return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Select a store', matchOnDetail: true }))?.label;
  return undefined;
}

/** With progress that can be cancelled; a failure is said, and undefined comes back. */
async function wait<T>(
  what: string,
  ask: (signal: AbortSignal, token: vscode.CancellationToken) => Promise<ClusterResult<T>>,
): Promise<T | undefined> {
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: noticeText(what), cancellable: true },
    (_, token) => ask(toSignal(token), token),
  );
  if (result.ok) return result.value;
  if (result.error.kind !== 'cancelled') void vscode.window.showErrorMessage(sentenceOf(result.error));
  return undefined;
}
