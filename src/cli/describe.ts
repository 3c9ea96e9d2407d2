/** kslens describe */
import { existsSync, statSync } from 'node:fs';
import { languageNames, languageOfFile } from '../core/languages/languageFacts.js';
import path from 'node:path';
import { toDescribedDiagram } from '../core/diagram/describedDiagram.js';
import type { Diagram } from '../core/diagram/diagram.js';
import type { DiagramFormat } from '../core/diagram/export/diagramFormats.js';
import { diagramFormats, exportDiagram } from '../core/diagram/export/diagramFormats.js';
import { tooLargeToDraw } from '../core/diagram/layout/tooLargeToDraw.js';
import { toReportedDiagram } from '../core/diagram/reportedDiagram.js';
import { plural } from '../core/features/words.js';
import type { TopologyReport } from '../core/report.js';
import { readNamesText } from '../platform/files/namesFile.js';
import { analyzePaths } from './analyzePaths.js';
import { chooseTopology } from './chooseTopology.js';
import { isClusterSide, readDeployed } from './cluster/clusterSide.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import { printable, safeJson } from '../base/printable.js';
import { readNamed } from './sides.js';
import type { Terminal } from './terminal.js';

/** Prints what Topology#describe().toString() gives, byte for byte, or a diagram of it, and nothing else; to a terminal without what would steer it. */
export async function describe(given: GivenOptions, terminal: Terminal): Promise<number> {
  const format = given.text('format') ?? 'text';
  const written = given.paths[0] ?? '.';
  if (isClusterSide(written)) {
    const { diagram, text } = await readDeployed(written, given, terminal);
    printText(format === 'text' ? text : draw(diagram, format), terminal);
    return 0;
  }
  const saved = path.resolve(terminal.cwd, written);
  if (existsSync(saved) && !statSync(saved).isDirectory() && languageOfFile(saved) === undefined) {
    printText(describeSaved(saved, written, format), terminal);
    return 0;
  }
  const { report } = await analyzePaths(given, terminal);
  const topology = chooseTopology(report, given.text('topology'));
  if (format === 'text') {
    if (topology.describe === null) throw new CommandLineError(whyNot(topology));
    printText(topology.describe, terminal);
    return 0;
  }
  if (!topology.complete) terminal.say(`kslens: ${whyNot(topology)}; what is not known is drawn as a pattern`);
  printText(draw(toReportedDiagram(topology), format), terminal);
  return 0;
}

/** Programs and files get every byte. Only a terminal is told no escapes: names come from sources and files that nobody vouches for. */
function printText(text: string, terminal: Terminal): void {
  const isTerminal = terminal.columns !== undefined;
  terminal.print(isTerminal ? text.split('\n').map(printable).join('\n') : text);
}

function describeSaved(file: string, written: string, format: string): string {
  const text = readNamed(() => readNamesText(file, written));
  const diagram = toDescribedDiagram(text, path.basename(file), written);
  if (diagram === undefined) throw new CommandLineError(`${written} is no ${languageNames} file and no text of Topology#describe()`);
  return format === 'text' ? text : draw(diagram, format);
}

const isDiagramFormat = (format: string): format is DiagramFormat => (diagramFormats as readonly string[]).includes(format);

function draw(diagram: Diagram, format: string): string {
  const tooLarge = format === 'svg' ? tooLargeToDraw(diagram) : undefined;
  if (tooLarge !== undefined) throw new CommandLineError(tooLarge);
  if (isDiagramFormat(format)) return exportDiagram(diagram, format);
  return `${safeJson({ formatVersion: 1, ...diagram }, 2)}\n`;
}

function whyNot({ id, gaps }: TopologyReport): string {
  const [first] = gaps;
  if (first === undefined) return `${printable(id)} is not determined in full; kslens analyze shows what is known`;
  const more = gaps.length === 1 ? '' : `, and ${plural(gaps.length - 1, 'more reason', 'more reasons')}: kslens analyze shows all`;
  return `${printable(id)} is not determined in full: ${printable(first.reason)} (${printable(first.location.file)}:${first.location.line})${more}`;
}
