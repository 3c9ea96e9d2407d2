/** "Move Its State…", "Delete Orphaned Topics…" and "Reset Application…". */
import * as vscode from 'vscode';
import { plural } from '../../../core/features/words.js';
import { codeOf, findLeftBehind } from '../../../applications/leftBehind.js';
import type { ApplicationState, TopicState } from '../../../applications/model.js';
import { findMoveTargets } from '../../../applications/moveTargets.js';
import { shortText } from '../../../base/printable.js';
import { sentenceOf } from '../../../kafka/clusterError.js';
import type { ChangeAsk, ChangePlan } from '../../../operate/change.js';
import { topicSummary } from '../../../present/cluster/figureRows.js';
import { noticeText } from '../../../present/markdown.js';
import { commandIds } from '../../contributions.js';
import { allTopologies } from '../../topologies.js';
import { untilSettled, type WorkspaceAnalysis } from '../../workspaceAnalysis.js';
import { toSignal } from '../connect/testConnection.js';
import type { ClusterStates } from '../session/clusterStates.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import { type ApplicationAddress, type CommandTarget, nodeOf, offerMatch, pickApplication } from '../tree/clusterPick.js';
import type { ReadonlyTexts } from '../tree/readonlyTexts.js';
import { makePlan, sessionNow, showAndCarryOut, type ChangeSession } from './changeFlow.js';
import { createChangeFace } from './createChangeFace.js';
import { offerToMark } from './markCommands.js';

export interface ChangeCommandParts {
  readonly clusters: ClusterRegistry;
  readonly states: ClusterStates;
  readonly analysis: WorkspaceAnalysis;
  readonly texts: ReadonlyTexts;
}

export function registerChangeCommands(parts: ChangeCommandParts): vscode.Disposable {
  const on = (command: string, title: string, act: (read: ReadApplication, target: CommandTarget) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (target: CommandTarget) => {
      const read = await readApplication(parts, target, title);
      if (read !== undefined) await act(read, target);
    });
  return vscode.Disposable.from(
    on(commandIds.moveState, 'Move Its State', (read, target) => moveState(parts, read, target)),
    on(commandIds.deleteOrphans, 'Delete Orphaned Topics', (read) => deleteOrphans(parts, read)),
    on(commandIds.resetApplication, 'Reset Application', (read) => resetApplication(parts, read)),
  );
}

interface ReadApplication extends ApplicationAddress {
  readonly title: string;
  readonly session: ChangeSession;
  /** As it is now, with the code as it is now. */
  readonly state: ApplicationState;
}

async function readApplication(
  { clusters, states, analysis }: ChangeCommandParts,
  target: CommandTarget,
  title: string,
): Promise<ReadApplication | undefined> {
  const found = await pickApplication(clusters, states, target, title);
  if (found === undefined) return undefined;
  await untilSettled(analysis);
  const { cluster, application } = found;
  const session = sessionNow(clusters, cluster);
  const state = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: noticeText(`Reading ${application}`), cancellable: true },
    (_, token) => clusters.readApplication(cluster, application, toSignal(token)),
  );
  if (state.ok) return { cluster, application, title, session, state: state.value };
  if (state.error.kind !== 'cancelled') void vscode.window.showErrorMessage(noticeText(`${cluster}: ${sentenceOf(state.error)}`));
  return undefined;
}

async function moveState(parts: ChangeCommandParts, read: ReadApplication, target: CommandTarget): Promise<void> {
  const { title, application, state } = read;
  const orphan = await pickOrphan(state, target, title);
  if (orphan === undefined) return say(`${application} has no changelog topic that is known to be left behind.`);
  const { targets, unsuitable } = findMoveTargets(state, orphan);
  if (targets.length === 0) {
    const reasons = unsuitable.slice(0, 3).map(({ store, why }) => `${store}: ${why}.`);
    return say(`No store of ${application} can take the state of ${orphan.name}. ${reasons.join(' ')}`);
  }
  const left =
    unsuitable.length === 0 ? '' : ` (${plural(unsuitable.length, 'other has', 'others have')} another kind or other partitions)`;
  const items = targets.map(({ store, topic, isThere }) => ({
    label: shortText(store),
    description: isThere ? '' : 'its changelog topic is not there yet, and is made',
    detail: shortText(topic),
    topic,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `${title}: ${shortText(orphan.name)}`,
    placeHolder: `Select the store that takes it over${left}`,
    matchOnDetail: true,
  });
  if (picked !== undefined) await change(parts, read, { kind: 'move', application, from: orphan.name, to: picked.topic });
}

const say = (text: string): void => void vscode.window.showInformationMessage(noticeText(text));

/** The one that the command was called on, the only one, or the one that is picked. */
async function pickOrphan({ orphans }: ApplicationState, target: CommandTarget, title: string): Promise<TopicState | undefined> {
  const node = nodeOf(target);
  const changelogs = orphans.filter(({ name }) => name.endsWith('-changelog'));
  if (node?.kind === 'topic') return changelogs.find(({ name }) => name === node.topic);
  if (changelogs.length < 2) return changelogs[0];
  const items = changelogs.map((topic) => ({ label: shortText(topic.name), description: topicSummary(topic).join(' · '), topic }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Select the changelog topic whose state is moved' }))?.topic;
}

async function deleteOrphans(parts: ChangeCommandParts, read: ReadApplication): Promise<void> {
  const { clusters, analysis } = parts;
  const { cluster, application, state } = read;
  const chosen = clusters.matched(cluster, application).map(({ topology }) => topology);
  if (chosen.length === 0)
    return offerMatch(
      `No topology of this workspace has the application id ${application}: nobody knows whether a global table reads a topic that the group does not use.`,
      read,
    );
  const all = allTopologies(analysis.reports).map(({ topology }) => topology);
  await change(parts, read, { kind: 'deletion', application, ...findLeftBehind(state, codeOf(application, chosen, all)) });
}

async function resetApplication(parts: ChangeCommandParts, read: ReadApplication): Promise<void> {
  const { title, application, state } = read;
  const inputs = state.sources.map((topic) => ({
    label: shortText(topic.name),
    description: topicSummary(topic).join(' · '),
    picked: true,
    topic,
  }));
  const picked = await vscode.window.showQuickPick(inputs, {
    title: `${title}: ${shortText(application)}`,
    placeHolder: 'Select the input topics that it reads again from their beginning',
    canPickMany: true,
  });
  if (picked === undefined) return;
  const ask = { kind: 'reset', application, inputTopics: picked.map(({ topic }) => topic.name), internalTopics: [] } as const;
  await change(parts, read, ask, async (plan) => {
    if (plan.kind !== 'reset' || plan.perhapsOf.size === 0) return ask;
    const internalTopics = await pickInternalTopics(plan, title);
    if (internalTopics === undefined) return undefined;
    if (internalTopics.length > 0) return { ...ask, internalTopics };
    // No name means every topic that the application's id begins: what a person left out must not be deleted.
    say('No internal topic was picked, and a reset deletes at least one: nothing was reset.');
    return undefined;
  });
}

/** What may be another application's is deleted only where it is picked. */
async function pickInternalTopics(
  { deleted, perhapsOf }: { readonly deleted: readonly string[]; readonly perhapsOf: ReadonlyMap<string, readonly string[]> },
  title: string,
): Promise<readonly string[] | undefined> {
  const items = deleted.map((topic) => {
    const others = perhapsOf.get(topic);
    return {
      label: shortText(topic),
      description: others === undefined ? '' : `may be of ${others.join(' or ')}`,
      picked: others === undefined,
      topic,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Select the internal topics that are deleted',
    canPickMany: true,
  });
  return picked?.map(({ topic }) => topic);
}

/** `narrow`: what is asked for once a first plan was seen; undefined: a person gave up. */
async function change(
  { clusters, states, texts }: ChangeCommandParts,
  { title, cluster, application, session }: ReadApplication,
  ask: ChangeAsk,
  narrow?: (plan: ChangePlan) => Promise<ChangeAsk | undefined>,
): Promise<void> {
  const name = `${title} (${application} on ${cluster})`;
  const face = createChangeFace({ title, name, texts, offerToMark: () => offerToMark(clusters, cluster) });
  let plan = await makePlan(title, ask, session, face);
  const narrowed = plan === undefined || narrow === undefined ? ask : await narrow(plan);
  if (narrowed === undefined) return;
  if (narrowed !== ask) plan = await makePlan(title, narrowed, session, face);
  if (plan !== undefined && (await showAndCarryOut(title, plan, session, face))) void states.refresh(cluster);
}
