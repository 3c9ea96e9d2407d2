/** Findings as workflow commands of GitHub Actions: each becomes an annotation at its line. Source: actions/toolkit core/src/command.ts. */
import { printable } from '../../base/printable.js';
import type { DiagnosticReport, Report, Severity } from '../../core/report.js';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

export function toGitHubAnnotations(report: Report): string {
  return report.diagnostics.map(toCommand).join('');
}

function toCommand({ rule, severity, message, location }: DiagnosticReport): string {
  const { file, line, endLine, column, endColumn } = location;
  const properties: [string, string | number][] = [
    ['file', file],
    ['line', line],
    ['endLine', endLine],
    ['col', column],
    ['endColumn', endColumn],
    ['title', `Kafka Streams: ${rule}`],
  ];
  const written = properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
  return `::${commands[severity]} ${written}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
