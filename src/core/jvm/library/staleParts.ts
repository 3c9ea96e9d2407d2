/** Parts of lists (`subList`), which look whether the list was changed. */
import type { Site } from '../../../base/text.js';
import { changesOf } from '../../values/maps.js';
import type { ListValue } from '../../values/values.js';
import { throwJava } from '../throwables.js';

/** The list of which this is a part was changed, and not through this part. */
export function refuseStale({ view }: ListValue, site: Site): void {
  if (view?.of !== 'part') return;
  refuseStale(view.list, site);
  if (changesOf(view.list) !== view.expected) throwJava('java.util.ConcurrentModificationException', undefined, site);
}
