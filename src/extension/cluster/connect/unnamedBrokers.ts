/** Says that credentials go to hosts that only the cluster names: in the log each time, in a notification once for a cluster and its hosts. */
import * as vscode from 'vscode';
import { unnamedSentence } from '../../../kafka/unnamedBrokers.js';
import { bindingOf, type ClusterSetting } from './clusterSetting.js';
import type { Memory } from '../session/memory.js';

const memoryKey = 'kafkaStreams.unnamedBrokers';
/** Of clusters, of which the newest are kept. */
const mostKept = 50;

interface Told {
  readonly binding: string;
  readonly addresses: readonly string[];
}

export type SayUnnamedBrokers = (setting: ClusterSetting, addresses: readonly string[]) => void;

export function createUnnamedBrokers(memory: Memory, log: vscode.LogOutputChannel): SayUnnamedBrokers {
  return (setting, addresses) => {
    const sentence = `${setting.name}: ${unnamedSentence(addresses)}`;
    log.warn(sentence);
    const all = memory.get<readonly Told[]>(memoryKey) ?? [];
    const binding = bindingOf(setting);
    const told = all.find((one) => one.binding === binding)?.addresses ?? [];
    if (addresses.every((address) => told.includes(address))) return;
    const others = all.filter((one) => one.binding !== binding);
    void memory.update(memoryKey, [...others, { binding, addresses: [...new Set([...told, ...addresses])] }].slice(-mostKept));
    void vscode.window.showWarningMessage(sentence);
  };
}
