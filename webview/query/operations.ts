/** What can be asked of which kind of store. */
import type { FormState, PanelStoreKind, Via } from '../../src/protocol/queryPanel.js';

export type Operation = FormState['operation'];

export const operationTitles: Readonly<Record<Operation, string>> = {
  get: 'Get key',
  range: 'Key range',
  prefix: 'Key prefix',
  all: 'All',
  window: 'Windows of key',
  sessions: 'Sessions of key',
  history: 'Key history',
};

export const kindTitles: Readonly<Record<PanelStoreKind, string>> = {
  keyValue: 'Key-value',
  timestampedKeyValue: 'Timestamped key-value',
  versionedKeyValue: 'Versioned key-value',
  window: 'Window',
  timestampedWindow: 'Timestamped window',
  session: 'Session',
  suppressBuffer: 'Suppress buffer',
  foreignKeySubscription: 'Foreign-key subscription',
  joinWindow: 'Join window',
  outerJoin: 'Outer join',
  custom: 'Custom',
  unknown: 'Not known',
};

/** Windows or sessions, which a store shows for a time only; null: not known, so they may be. */
export const mayExpire = (kind: PanelStoreKind | null): boolean =>
  kind === null || ['window', 'timestampedWindow', 'joinWindow', 'session', 'custom', 'unknown'].includes(kind);

export const sourceTitles: Readonly<Record<Via, string>> = { application: 'Application', changelog: 'Changelog', both: 'Both' };

/** What the source answers of a store of that kind: an application has no records, and takes what its kind of store takes. */
export function operationsOf(kind: PanelStoreKind | null, via: Via): readonly Operation[] {
  return via === 'changelog' ? ofChangelog(kind) : ofApplication(kind).filter((one) => via === 'application' || one !== 'history');
}

function ofApplication(kind: PanelStoreKind | null): readonly Operation[] {
  switch (kind) {
    case 'window':
    case 'timestampedWindow':
      return ['all', 'window'];
    case 'session':
      return ['all', 'sessions'];
    case 'versionedKeyValue':
      return ['get', 'history'];
    case 'keyValue':
    case 'timestampedKeyValue':
      return ['all', 'get', 'range', 'prefix'];
    default:
      return ['all', 'get', 'range', 'prefix', 'window', 'sessions'];
  }
}

function ofChangelog(kind: PanelStoreKind | null): readonly Operation[] {
  switch (kind) {
    case 'window':
    case 'timestampedWindow':
    case 'joinWindow':
      return ['all', 'window', 'range', 'prefix', 'history'];
    case 'session':
      return ['all', 'sessions', 'range', 'prefix', 'history'];
    case 'keyValue':
    case 'timestampedKeyValue':
    case 'versionedKeyValue':
    case 'suppressBuffer':
    case 'foreignKeySubscription':
    case 'outerJoin':
      return ['all', 'get', 'range', 'prefix', 'history'];
    default:
      return ['all', 'get', 'range', 'prefix', 'window', 'sessions', 'history'];
  }
}
