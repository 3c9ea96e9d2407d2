/** "Ask Its Instances…" and "Stop Asking Its Instances": nobody beside the brokers is asked before a person has seen who that is. */
import * as vscode from 'vscode';
import type { ApplicationState } from '../../../applications/model.js';
import { sentenceOf } from '../../../kafka/clusterError.js';
import { commandIds, settingKeys, settingsSection } from '../../contributions.js';
import { noticeText } from '../../../present/markdown.js';
import { askQuestion } from '../../../present/cluster/askTexts.js';
import { type CommandTarget, pickApplication } from './clusterPick.js';
import type { ClusterStates } from '../session/clusterStates.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import type { Look } from '../session/looks.js';

export function registerAskCommands(clusters: ClusterRegistry, states: ClusterStates): vscode.Disposable {
  /** true: it was agreed to. */
  const ask = async (target: CommandTarget): Promise<boolean> => {
    const found = await pickApplication(clusters, states, target, 'Ask Its Instances');
    if (found === undefined) return false;
    const { cluster, application } = found;
    const questionOf = ({ value }: Look<ApplicationState>) => (value === undefined ? undefined : askQuestion(application, value.instances));
    const known = states.application(cluster, application);
    // Instances that are new are asked about, too. While a group rebalances its members say no addresses: then those of before are.
    const now = (await states.askApplication(cluster, application)) ?? known;
    const look = questionOf(now) === undefined && questionOf(known) !== undefined ? known : now;
    if (look.value === undefined) {
      if (look.error !== undefined) void vscode.window.showErrorMessage(noticeText(`${cluster}: ${sentenceOf(look.error)}`));
      return false;
    }
    const question = questionOf(look);
    if (question === undefined) {
      const text = `No instance of ${application} says an address (application.server) that can be asked.`;
      void vscode.window.showInformationMessage(noticeText(text));
      return false;
    }
    const { text, detail, addresses } = question;
    const yes = 'Ask';
    if ((await vscode.window.showInformationMessage(text, { modal: true, detail }, yes)) !== yes) return false;
    await clusters.agreeToAsk(cluster, application, addresses);
    await states.askApplication(cluster, application);
    return true;
  };

  const stop = async (target: CommandTarget): Promise<void> => {
    const found = await pickApplication(clusters, states, target, 'Stop Asking Its Instances');
    if (found === undefined) return;
    await clusters.agreeToAsk(found.cluster, found.application, undefined);
    const inSettings = clusters.askedInstances(found.cluster, found.application) ?? [];
    if (inSettings.length === 0) return;
    const setting = `${settingsSection}.${settingKeys.agreedInstances}`;
    void vscode.window.showWarningMessage(noticeText(`Still asked, as your setting ${setting} names them: ${inSettings.join(', ')}.`));
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.askInstances, ask),
    vscode.commands.registerCommand(commandIds.stopAskingInstances, stop),
  );
}
