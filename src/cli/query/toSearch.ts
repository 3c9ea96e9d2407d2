/** --where and --sort of `query`. */
import { parseRowSort } from '../../store/search/rowSort.js';
import { mostSorted, type RowSearch } from '../../store/search/searchRows.js';
import { parseWhere } from '../../store/search/where.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';

/** undefined: neither is given. Throws a CommandLineError. */
export function toSearch(given: GivenOptions, limit: number): RowSearch | undefined {
  const [where, sort] = [given.text('where'), given.text('sort')];
  if (where === undefined && sort === undefined) return undefined;
  if (given.text('cursor') !== undefined)
    throw new CommandLineError('--cursor goes on with an answer without --where and --sort: give a larger --limit');
  if (sort !== undefined && given.has('follow'))
    throw new CommandLineError('--follow writes changes as they come: --sort cannot order what is still to come');
  if (sort !== undefined && limit > mostSorted)
    throw new CommandLineError(`--sort keeps the rows in memory: --limit up to ${mostSorted.toLocaleString('en-US')}`);
  return { where: where === undefined ? undefined : toWhere(where), sort: sort === undefined ? undefined : toSort(sort) };
}

function toWhere(text: string): RowSearch['where'] {
  const where = parseWhere(text);
  if (!where.ok) throw new CommandLineError(`--where: ${where.error}`);
  return where.value;
}

function toSort(text: string): RowSearch['sort'] {
  const sort = parseRowSort(text);
  if (!sort.ok) throw new CommandLineError(`--sort: ${sort.error}`);
  return sort.value;
}
