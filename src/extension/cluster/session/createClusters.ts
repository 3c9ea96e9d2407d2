/** Keeps a session for each cluster of the settings: opened when it is asked something, closed when its settings change. */
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { fail, type Result, succeed } from '../../../base/result.js';
import type { ApplicationState } from '../../../applications/model.js';
import type { ApplicationAsk } from '../../../applications/readApplication.js';
import type { ClusterResult } from '../../../kafka/clusterError.js';
import type { ClusterService, ClusterSession } from '../../../platform/cluster/clusterService.js';
import { environmentVariable } from '../../../platform/environment.js';
import { readSettingsFile } from '../../../platform/files/readRegularFile.js';
import { settingKeys, settingsSection } from '../../contributions.js';
import type { WorkspaceAnalysis } from '../../workspaceAnalysis.js';
import { agreedInSettings } from './agreedInSettings.js';
import type { AskedInstances } from './askedInstances.js';
import type { Clusters } from './clusters.js';
import type { Secrets } from '../connect/clusterSecrets.js';
import { bindingOf, type ClusterSetting, readClusterSettings, withOwnMarks } from '../connect/clusterSetting.js';
import type { ConnectedClusters } from './connectedClusters.js';
import { createLazySession } from './lazySession.js';
import { findTopologies, knownApplicationIds, type MatchedTopology } from '../lenses/matching.js';
import type { Matches } from '../lenses/matches.js';
import { createStoreTargets } from './storeTargets.js';
import { toConnectionSettings } from '../connect/toConnectionSettings.js';
import type { SayUnnamedBrokers } from '../connect/unnamedBrokers.js';

export interface ClusterRegistry extends Clusters, vscode.Disposable {
  readonly settings: readonly ClusterSetting[];
  /** What is wrong with the settings, a sentence each. */
  readonly problems: readonly string[];
  isConnected(cluster: string): boolean;
  /** From now on it may be asked. */
  connect(cluster: string): Promise<void>;
  disconnect(cluster: string): Promise<void>;
  /** Secrets of it changed: the next question opens it anew. */
  reopen(cluster: string): void;
  /** With the cluster that is asked no more as it was: what it answered, or will yet, is of settings that do not hold now. */
  readonly onDidClose: vscode.Event<string>;
  /** How to ask for an application: with the code that it was matched with, and the ids that are known. */
  ask(cluster: string, application: string): ApplicationAsk;
  /** Instead of what was agreed to before; undefined: nobody is asked any more. */
  agreeToAsk(cluster: string, application: string, addresses: readonly string[] | undefined): Promise<void>;
  /** Nothing is kept of what was agreed to of its applications. */
  forgetAsked(cluster: string): Promise<void>;
}

export interface RegistryParts {
  readonly service: ClusterService;
  readonly secrets: Secrets;
  readonly connections: ConnectedClusters;
  readonly asked: AskedInstances;
  readonly sayUnnamedBrokers: SayUnnamedBrokers;
  readonly matches: Matches;
  readonly analysis: WorkspaceAnalysis;
  readonly log: vscode.LogOutputChannel;
  /** What the tree, lenses and the like have asked for. */
  known(cluster: string, application: string): ApplicationState | undefined;
}

export function createClusters(parts: RegistryParts): ClusterRegistry {
  const { connections, asked, matches, analysis, log, known } = parts;
  const changed = new vscode.EventEmitter<void>();
  const closed = new vscode.EventEmitter<string>();
  const sessions = new Map<string, ClusterSession>();
  let { clusters, problems } = readNow(log);

  const settingOf = (cluster: string): ClusterSetting | undefined => clusters.find(({ name }) => name === cluster);

  const close = (cluster: string): void => {
    void sessions.get(cluster)?.close();
    sessions.delete(cluster);
    closed.fire(cluster);
  };

  const matched = (cluster: string, application: string): readonly MatchedTopology[] =>
    findTopologies(analysis.reports, application, matches.get(cluster, application));

  const targets = createStoreTargets({
    session: (cluster) => registry.session(cluster),
    ask: (cluster, application) => registry.ask(cluster, application),
    matched,
    known,
  });

  const registry: ClusterRegistry = {
    ...targets,
    get names() {
      return clusters.map(({ name }) => name);
    },
    get settings() {
      return clusters;
    },
    get problems() {
      return problems;
    },
    get connected() {
      return clusters.filter((setting) => connections.has(setting)).map(({ name }) => name);
    },
    get knownIds() {
      return knownApplicationIds(analysis.reports);
    },
    async settledIds(token) {
      await analysis.settled(token);
      return registry.knownIds;
    },
    onDidChange: changed.event,
    onDidClose: closed.event,
    isConnected(cluster) {
      const setting = settingOf(cluster);
      return setting !== undefined && connections.has(setting);
    },
    session(cluster) {
      const setting = settingOf(cluster);
      if (setting === undefined) return undefined;
      let session = sessions.get(cluster);
      if (session === undefined) sessions.set(cluster, (session = createLazySession(() => openSession(setting, parts))));
      return session;
    },
    ask(cluster, application) {
      return {
        application,
        topologies: matched(cluster, application).map(({ topology }) => topology),
        knownIds: registry.knownIds,
        askAt: registry.askedInstances(cluster, application) ?? [],
      };
    },
    askedInstances(cluster, application) {
      const setting = settingOf(cluster);
      return setting === undefined ? undefined : withSettings(asked.get(setting, application), cluster, application);
    },
    async agreeToAsk(cluster, application, addresses) {
      const setting = settingOf(cluster);
      if (setting === undefined) return;
      await asked.set(setting, application, addresses);
      changed.fire();
    },
    forgetAsked: (cluster) => asked.remove(cluster),
    matched,
    async connect(cluster) {
      const setting = settingOf(cluster);
      if (setting === undefined || connections.has(setting)) return;
      await connections.add(setting);
      changed.fire();
    },
    async disconnect(cluster) {
      await connections.remove(cluster);
      close(cluster);
      changed.fire();
    },
    reopen(cluster) {
      close(cluster);
      changed.fire();
    },
    dispose() {
      for (const cluster of [...sessions.keys()]) close(cluster);
      configured.dispose();
      changed.dispose();
      closed.dispose();
    },
  };

  const configured = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(`${settingsSection}.${settingKeys.clusters}`)) return;
    const before = clusters;
    ({ clusters, problems } = readNow(log));
    for (const old of before) {
      const now = settingOf(old.name);
      if (now === undefined || bindingOf(now) !== bindingOf(old) || now.writable !== old.writable) close(old.name);
    }
    changed.fire();
  });
  return registry;
}

async function openSession(
  setting: ClusterSetting,
  { service, secrets, sayUnnamedBrokers, log }: RegistryParts,
): Promise<ClusterResult<ClusterSession>> {
  const entered = await secrets.read(setting);
  if (entered === undefined)
    return fail({
      kind: 'badSettings',
      message: `The settings of ${setting.name} are others than its secrets were entered for, so these are not sent.`,
      advice: 'Edit the cluster to enter them again.',
    });
  const connection = toConnectionSettings(setting, entered, { readFile: readNamedFile, variable: trustedVariable });
  if (!connection.ok) return connection;
  log.info(`${setting.name}: connecting to ${setting.bootstrap} (${setting.security ?? 'PLAINTEXT'})`);
  return succeed(service.open(connection.value, { onUnnamedBrokers: (addresses) => sayUnnamedBrokers(setting, addresses) }));
}

function readNow(log: vscode.LogOutputChannel): { clusters: readonly ClusterSetting[]; problems: readonly string[] } {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const read = readClusterSettings(configuration.get(settingKeys.clusters));
  const own = readClusterSettings(configuration.inspect(settingKeys.clusters)?.globalValue);
  for (const problem of read.problems) log.warn(`${settingsSection}.${settingKeys.clusters}: ${problem}`);
  return { ...read, clusters: withOwnMarks(read.clusters, own.clusters) };
}

/** What a workspace says does not count: see the setting's scope. */
function withSettings(agreed: readonly string[] | undefined, cluster: string, application: string): readonly string[] | undefined {
  const { globalValue } = vscode.workspace.getConfiguration(settingsSection).inspect(settingKeys.agreedInstances) ?? {};
  const inSettings = agreedInSettings(globalValue, cluster, application);
  return inSettings.length === 0 ? agreed : [...new Set([...(agreed ?? []), ...inSettings])];
}

/** `~` is the home folder; a relative path starts at the first folder of the workspace. */
function resolveFile(file: string): string {
  const fromHome = file.replace(/^~(?=[/\\]|$)/, homedir());
  return path.resolve(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir(), fromHome);
}

/** Of the settings. Fails with what is wrong, in words that name the file so. */
const readNamedFile = (file: string): Result<Uint8Array, string> => readSettingsFile(resolveFile(file), file);

/** A folder that nobody vouches for may name the brokers: then nothing of the environment, keys of AWS too, is for them. */
const trustedVariable = (name: string): string | undefined => (vscode.workspace.isTrusted ? environmentVariable(name) : undefined);

/** One that `readNamedFile` would read, without reading it. */
export function isFile(file: string): boolean {
  const resolved = resolveFile(file);
  try {
    if (statSync(resolved, { throwIfNoEntry: false })?.isFile() !== true) return false;
    accessSync(resolved, constants.R_OK);
    return true;
  } catch {
    return false; // below a file, or not ours to read
  }
}
