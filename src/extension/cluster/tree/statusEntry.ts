/** The first row below an application: how it is, and by what that is told. */
import type { ApplicationStatus, VerdictKind } from '../../../applications/applicationStatus.js';
import { statusEvidence, statusHead, statusText } from '../../../present/cluster/statusText.js';
import { plainText } from '../../../present/markdown.js';
import type { Place, TreeEntry } from './treeEntry.js';

const icons: Readonly<Record<VerdictKind, TreeEntry['icon']>> = {
  restoring: { id: 'sync' },
  stuck: { id: 'error', color: 'list.errorForeground' },
  processing: { id: 'pulse' },
  idle: { id: 'pass' },
  'not running': { id: 'circle-slash' },
  'cannot be told': { id: 'question' },
};

const startWithCapital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export function statusEntry(place: Place, status: ApplicationStatus): TreeEntry {
  const { kind } = status.verdict;
  const head = statusHead(status);
  return {
    node: { kind: 'leaf', ...place, name: 'status' },
    label: startWithCapital(kind),
    description: head.join(' · '),
    tooltip: [
      `**${plainText(startWithCapital(kind))}**`,
      plainText(head.join(', ')),
      statusEvidence(status).map(plainText).join('  \n'),
    ].join('\n\n'),
    icon: icons[kind],
    opens: 'never',
    context: 'name',
    spoken: `${kind}: ${status.verdict.evidence}. ${head.join(', ')}`,
    copy: statusText(status),
  };
}
