/** Findings as SARIF 2.1.0, for code scanning services and editors. */
import { createHash } from 'node:crypto';
import { safeJson } from '../../base/printable.js';
import type { DiagnosticReport, Location, Report, Severity } from '../../core/report.js';
import { ruleTable } from '../../core/rules/rules.js';

type Level = 'error' | 'warning' | 'note' | 'none';
const levels: Readonly<Record<Severity | 'off', Level>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note', off: 'none' };

/** Paths are relative to `%SRCROOT%`: where the command was run, or the folder that holds all paths. */
export function toSarif(report: Report): string {
  const seen = new Map<string, number>();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Kafka Streams Lens',
            version: report.tool.version,
            rules: ruleTable.map(({ id, summary, severity }) => ({
              id,
              shortDescription: { text: summary },
              help: { text: `${summary} The documentation of the tool has a page docs/rules/${id}.md.` },
              defaultConfiguration: { enabled: severity !== 'off', level: levels[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that the analysis was started in.' } } },
        results: report.diagnostics.map((found) => toResult(found, seen)),
      },
    ],
  };
  return `${safeJson(log, 2)}\n`;
}

function toResult(found: DiagnosticReport, seen: Map<string, number>): object {
  const { rule, severity, message, location, related } = found;
  return {
    ruleId: rule,
    ruleIndex: ruleTable.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: message },
    locations: [toLocation(location)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map(toLocation) }),
    partialFingerprints: { 'kafkaStreamsLens/v1': fingerprint(found, seen) },
  };
}

function toLocation({ file, line, column, endLine, endColumn }: Location): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

/** The same while lines move; equal findings of one file are told apart by their order. */
function fingerprint({ rule, message, location }: DiagnosticReport, seen: Map<string, number>): string {
  const key = JSON.stringify([rule, location.file, message]);
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  return createHash('sha256').update(`${key}#${nth}`).digest('hex').slice(0, 32);
}
