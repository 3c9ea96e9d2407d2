/** What a rename of a store is said to do, before it edits. */
import { plural } from '../../core/features/words.js';
import type { Location } from '../../core/report.js';
import type { RenamePlan } from '../../core/storeNames/renameStore.js';
import { orphanedTopics } from '../cluster/orphanedTopics.js';

export interface RenameTexts {
  readonly message: string;
  readonly detail: string;
}

const mostPlaces = 5;

/** `deployed`: what connected clusters know of the topics that are left behind. */
export function renameTexts(
  name: string,
  { changes, others, shared, computed }: Exclude<RenamePlan, { refused: string }>,
  deployed: string,
): RenameTexts {
  const orphaned = orphanedTopics(changes);
  const topics = orphaned.map(({ before, after }) => `${before} → ${after ?? 'none'}`);
  const lost =
    orphaned.length === 0
      ? ['No topic gets another name.']
      : [
          `${plural(orphaned.length, 'topic is', 'topics are')} left behind with what ${orphaned.length === 1 ? 'it holds' : 'they hold'}; the application starts empty under the new ${orphaned.length === 1 ? 'name' : 'names'}:`,
          ...topics,
          'Its state can be moved before the next start: Move Its State…, or kslens move-state.',
          deployed,
        ];
  return {
    message: `Rename the store to ${name}?`,
    detail: [
      ...lost,
      ...(others.length === 0 ? [] : [`The same text stays where nothing says that it is the store: ${placesText(others)}.`]),
      ...(shared.length === 0 ? [] : [`The constant also stands here, and is another there, too: ${placesText(shared)}.`]),
      ...(computed.length === 0 ? [] : [`Whether these ask for it is not known, as they compute the name: ${placesText(computed)}.`]),
    ].join('\n\n'),
  };
}

function placesText(places: readonly Location[]): string {
  const shown = places.slice(0, mostPlaces).map(({ file, line }) => `${file}:${line}`);
  const left = places.length - shown.length;
  return [...shown, ...(left === 0 ? [] : [`and ${left} more`])].join(', ');
}
