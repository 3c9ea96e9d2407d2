/** How a person changes a cluster in the editor: the plan to read, the names to write, the progress to watch, and what came of it. Knows no editor. */
import { fail } from '../../../base/result.js';
import { bindingOf, type ClusterSetting } from '../connect/clusterSetting.js';
import { sentenceOf, type ClusterResult } from '../../../kafka/clusterError.js';
import {
  agreedTo,
  consentOf,
  obstacleOf,
  type ChangeAsk,
  type ChangePlan,
  type ChangeResult,
  type Consent,
} from '../../../operate/change.js';
import type { ServiceCall } from '../../../platform/cluster/clusterService.js';
import { interruptedText, planLines, resultLines } from '../../../present/operate/changeTexts.js';

export interface ChangeSession {
  planChange(ask: ChangeAsk, call: ServiceCall): Promise<ClusterResult<ChangePlan>>;
  carryOut(plan: ChangePlan, call: ServiceCall): Promise<ClusterResult<ChangeResult>>;
}

/** What is known of clusters by their names. */
export interface NamedSessions {
  readonly settings: readonly ClusterSetting[];
  session(cluster: string): ChangeSession | undefined;
}

/** The one of each moment: a cluster that is marked meanwhile has another. What its name stands for must be the cluster of now. */
export function sessionNow(clusters: NamedSessions, cluster: string): ChangeSession {
  const boundTo = (): string | undefined => {
    const setting = clusters.settings.find(({ name }) => name === cluster);
    return setting && bindingOf(setting);
  };
  const atFirst = boundTo();
  const ask = <T>(use: (session: ChangeSession) => Promise<ClusterResult<T>>): Promise<ClusterResult<T>> => {
    const [now, session] = [boundTo(), clusters.session(cluster)];
    if (now === undefined || session === undefined)
      return Promise.resolve(fail({ kind: 'notFound', message: `There is no cluster ${cluster} in the settings.` }));
    if (now === atFirst) return use(session);
    const message = `The settings of ${cluster} changed meanwhile: it may be another cluster than the one that the plan is of.`;
    return Promise.resolve(fail({ kind: 'refused', message, advice: 'Make the plan again.' }));
  };
  return {
    planChange: (asked, call) => ask((session) => session.planChange(asked, call)),
    carryOut: (plan, call) => ask((session) => session.carryOut(plan, call)),
  };
}

/** What the flow needs of the editor. */
export interface ChangeFace {
  /** With a progress that a person can end. */
  during<T>(what: string, run: (call: ServiceCall) => Promise<T>): Promise<T>;
  /** In a document, in the place of what it showed before. */
  show(lines: readonly string[]): Promise<void>;
  say(text: string, severity: 'info' | 'warning' | 'error'): void;
  /** Resolves to whether the cluster is marked as writable: a person may mark it now. */
  offerToMark(): Promise<boolean>;
  /** Which names a person wrote out; undefined: gave up. */
  writeOut(consent: Consent): Promise<readonly string[] | undefined>;
}

/** undefined: there is none, which was said. */
export async function makePlan(title: string, ask: ChangeAsk, session: ChangeSession, face: ChangeFace): Promise<ChangePlan | undefined> {
  const planned = await face.during(`${title}: reading`, (call) => session.planChange(ask, call));
  if (planned.ok) return planned.value;
  if (planned.error.kind !== 'cancelled') face.say(sentenceOf(planned.error), 'error');
  return undefined;
}

/** true: the cluster is another now, or may be. */
export async function showAndCarryOut(title: string, plan: ChangePlan, session: ChangeSession, face: ChangeFace): Promise<boolean> {
  const lines = planLines(plan);
  const nothing = [...lines, '', 'Nothing was written.'];
  await face.show(nothing);
  const consent = consentOf(plan);
  if (consent.names.length === 0) return false;
  const obstacle = obstacleOf(plan);
  if (obstacle !== null) {
    face.say(`Not now: ${sentenceOf(obstacle)}`, 'warning');
    return false;
  }
  if (!(await face.offerToMark())) return false;
  const names = await face.writeOut(consent);
  if (names === undefined || names.length === 0) return false;
  const agreed = agreedTo(plan, names);
  const done = await face.during(title, (call) => session.carryOut(agreed, call));
  if (done.ok) {
    const result = resultLines(agreed, done.value);
    await face.show([...lines, '', ...result]);
    face.say(result.join(' '), 'info');
    return true;
  }
  const failure = done.error.kind === 'cancelled' ? interruptedText(agreed) : sentenceOf(done.error);
  await face.show([...lines, '', failure]);
  face.say(failure, done.error.kind === 'cancelled' ? 'warning' : 'error');
  return true;
}
