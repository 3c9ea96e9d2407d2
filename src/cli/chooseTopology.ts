/** --topology ID */
import type { Report, TopologyReport } from '../core/report.js';
import { printable } from '../base/printable.js';
import { CommandLineError } from './commandLineError.js';

const idsShown = 10;

/** The only one, or the one that is wanted: by its id, or by the end of it. Throws a CommandLineError that lists them. */
export function chooseTopology({ topologies }: Report, wanted: string | undefined): TopologyReport {
  const shown = topologies.slice(0, idsShown).map(({ id }) => printable(id));
  const ids = [...shown, ...(topologies.length > idsShown ? ['… (kslens analyze lists all)'] : [])].join(', ');
  const [first, second] = topologies;
  if (first === undefined) throw new CommandLineError('no Kafka Streams topology was found; kslens analyze says what was looked at');
  if (wanted === undefined) {
    if (second === undefined) return first;
    throw new CommandLineError(`there are ${topologies.length} topologies: choose one with --topology: ${ids}`);
  }
  const exact = topologies.find(({ id }) => id === wanted);
  if (exact !== undefined) return exact;
  const bySymbol = topologies.filter(({ id }) => id.endsWith(`#${wanted}`) || id.endsWith(`/${wanted}`));
  if (bySymbol.length === 1 && bySymbol[0] !== undefined) return bySymbol[0];
  throw new CommandLineError(`no topology has the id ${printable(wanted)}; there are: ${ids}`);
}
