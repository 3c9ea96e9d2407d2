/** Labels that a side bar of the default width has room for. What is seen of a name is not all of it: tooltips, and what is heard and copied, are whole. */
import { printable, shortenedInside } from '../base/printable.js';

/** Letters, three levels deep. */
export const longestLabel = 25;

export const shortLabel = (name: string): string => printable(shortenedInside(name, longestLabel));
