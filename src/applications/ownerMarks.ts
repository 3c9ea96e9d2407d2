/** Of topics whose names allow several applications. */
import { shortText } from '../../base/printable.js';
import type { ApplicationSummary, Mark } from './model.js';

/** The other applications that it may be of, in words; undefined: it is the application's own. */
export function otherOwners({ perhapsOf }: ApplicationSummary, topic: string): string | undefined {
  const others = perhapsOf.get(topic);
  return others?.map((id) => shortText(id)).join(' or ');
}

export function ownerMarks(summary: ApplicationSummary, topic: string): Mark[] {
  const others = otherOwners(summary, topic);
  return others === undefined
    ? []
    : [
        {
          rule: 'owner-not-certain',
          severity: 'info',
          message: `It may be of ${others}: the name of its topic allows both. The code of either tells.`,
        },
      ];
}
