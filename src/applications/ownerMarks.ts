/** Of topics whose names or readers speak for several applications. */
import { shortText } from '../base/printable.js';
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
          message: `Its topic may be of ${others}, whose id its name begins with, too, or which reads it. The code of either tells.`,
        },
      ];
}
