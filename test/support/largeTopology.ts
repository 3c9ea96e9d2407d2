/** A description as the library would write it, of any size: branches with an aggregation each, joined with the one before. */
export function largeDescription(nodes: number, subtopologies: number): string {
  let drawn = 0;
  const next = (kind: string): string => `${kind}-${String(drawn++).padStart(10, '0')}`;
  const texts: string[] = [];
  const each = Math.floor(nodes / subtopologies);
  let written: string | undefined;
  for (let id = 0; id < subtopologies; id++) {
    const lines: string[] = [];
    const source = next('KSTREAM-SOURCE');
    lines.push(`    Source: ${source} (topics: [${written ?? 'orders'}])\n`);
    let left = each - 1;
    let before: string | undefined;
    while (left > 8) {
      const chain = [next('KSTREAM-FILTER'), next('KSTREAM-MAPVALUES'), next('KSTREAM-AGGREGATE'), next('KTABLE-TOSTREAM')];
      const store = next('KSTREAM-AGGREGATE-STATE-STORE');
      const join = next('KSTREAM-LEFTJOIN');
      const sink = next('KSTREAM-SINK');
      const say = (name: string, stores: readonly string[], to: readonly string[]): void =>
        void lines.push(`    Processor: ${name} (stores: [${stores.join(', ')}])\n      --> ${to.join(', ') || 'none'}\n`);
      say(chain[0]!, [], [chain[1]!]);
      say(chain[1]!, [], [chain[2]!]);
      say(chain[2]!, [store], [chain[3]!]);
      say(chain[3]!, [], [join]);
      say(join, before === undefined ? [] : [before], [sink]);
      lines.push(`    Sink: ${sink} (topic: out-${drawn})\n`);
      lines[0] += lines[0]!.includes('-->') ? '' : '      --> ';
      lines[0] = lines[0]!.replace(/\n?$/, '') + (lines[0]!.endsWith('--> ') ? chain[0]! : `, ${chain[0]!}`);
      before = store;
      left -= 8; // with the store and the topic
    }
    const aggregate = next('KSTREAM-KEY-SELECT');
    written = `${aggregate}-repartition`;
    lines[0] += `, ${aggregate}\n`;
    const sink = next('KSTREAM-SINK');
    lines.push(`    Processor: ${aggregate} (stores: [])\n      --> ${sink}\n    Sink: ${sink} (topic: ${written})\n`);
    texts.push(`  Sub-topology: ${id}\n${lines.join('')}\n`);
  }
  return `Topologies:\n ${texts.join('')}`;
}
