/** docs/operators.md from the records of operators. */
import {
  repartitionPrefixes,
  settingsSince,
  type DslMethod,
  type Draw,
  type Operator,
  type Overload,
  type Parameter,
} from '../src/core/operators/operator.js';
import { receivers } from '../src/core/operators/operators.js';

interface Lifetime {
  readonly since?: string;
  readonly until?: string;
}

const intro = `# What each method of the Streams DSL draws and makes

*Written by \`npm run operators\` from \`src/core/operators\`, the records that the analysis itself goes by.*

A \`StreamsBuilder\` has one counter. **Draws** are the indices that a call takes from it, in this order; each is shown by what stands before
its ten digits. A name that is given replaces the text, and the index is drawn all the same, but where "unless named" stands. What a name \`n\`
becomes is in brackets, where that is not \`n\`. A store is named by its Materialized or supplier, else as the table says.

**Parameters** that end with ? may be left out, with … there may be any number. Some configuration objects came later:
${sinceWords()}.

**Key** says what becomes of "the key may have changed", for which an operator by key makes a repartition topic: it is kept as it was, set,
or cleared. A repartition topic has the name that stands under **Makes**, unless a Grouped, Joined or StreamJoined gives one, and
\`-repartition\` behind it. Its three indices are ${Object.values(repartitionPrefixes)
  .map((prefix) => `\`${prefix}\``)
  .join(', ')}.
`;

function sinceWords(): string {
  return Object.entries(settingsSince)
    .map(([type, since]) => `${type} with ${since}`)
    .join(', ');
}

export function toOperatorsPage(): string {
  const sections = Object.entries(receivers).map(([receiver, record]) => {
    const lifetime = lifetimeWords(record as Lifetime);
    const rows = Object.entries<DslMethod>(record.methods).flatMap(([name, method]) =>
      method.operators.map((operator) => rowOf(name, method, operator, record.source)),
    );
    return [
      `## ${receiver}`,
      '',
      `${lifetime === '' ? '' : `Kafka Streams ${lifetime}. `}The library's class is \`${record.source}\`.`,
      '',
      '| method | parameters | draws | makes | key | gives |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  return `${[intro, ...sections].join('\n')}\n`.replaceAll('\n## ', '\n\n## ').replaceAll('\n\n\n', '\n\n');
}

function rowOf(name: string, method: DslMethod, operator: Operator, source: string): string {
  const lifetime = lifetimeWords(method);
  const makes = [...storeWords(operator), ...topicWords(operator), ...noteWords(operator, source)];
  const cells = [
    `**${name}**${lifetime === '' ? '' : ` (${lifetime})`}`,
    operator.overloads.map(overloadWords).join('<br>'),
    operator.draws.map((draw) => drawWords(draw, operator)).join('<br>') || 'nothing',
    makes.join('<br>'),
    keyWords(operator),
    [...new Set(operator.overloads.map(({ gives }) => gives ?? operator.gives))].join(', '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function lifetimeWords({ since, until }: Lifetime): string {
  if (since === undefined) return until === undefined ? '' : `up to ${until}`;
  return until === undefined ? `from ${since}` : `${since} to ${until}`;
}

function overloadWords(overload: Overload): string {
  const lifetime = lifetimeWords(overload);
  return `(${overload.parameters.map(parameterWords).join(', ')})${lifetime === '' ? '' : ` ${lifetime}`}`;
}

function parameterWords({ type, optional, many }: Parameter): string {
  return `${type}${optional ? '?' : ''}${many ? '…' : ''}`;
}

function drawWords(draw: Draw, { topic }: Operator): string {
  switch (draw.names) {
    case 'repartition':
      return `three for ${repartitionWords[draw.of ?? 'only']}${topic?.when === 'rekeyed' ? ', if its key may have changed' : ''}`;
    case 'store':
      return `\`${draw.prefix}STATE-STORE-\` ${storeDrawWords[draw.when]}${draw.until === undefined ? '' : `, up to ${draw.until}`}`;
    case 'nothing':
      return 'one that shows nowhere';
    case 'processor': {
      const named = draw.suffix === '' ? '' : ` (\`n${draw.suffix}\`)`;
      const each = draw.each === undefined ? '' : ` for each ${draw.each === 'group' ? 'grouped stream' : draw.each}`;
      const when = { evenIfNamed: '', ifUnnamed: ' unless named', always: ', which has no other name' }[draw.when];
      const { formerly, namedSince } = draw;
      const before = formerly === undefined ? '' : ` (before ${formerly.before} \`${formerly.prefix}\`)`;
      return `\`${draw.prefix}\`${before}${named}${each}${when}${namedSince === undefined ? '' : `, named from ${namedSince}`}`;
    }
  }
}

const repartitionWords = {
  only: 'the repartition topic',
  this: 'the repartition topic of this stream',
  other: 'the repartition topic of the other stream',
  group: 'the repartition topic of each grouped stream',
  merged: 'each key changer whose topics are merged',
} as const;

const storeDrawWords = {
  ifUnnamed: 'unless named',
  ifUnnamedMaterialized: 'with a Materialized without a name',
  wasted: 'with a Materialized without a name, and thrown away',
} as const;

function storeWords({ store, storesUntil }: Operator): string[] {
  if (store === undefined) return [];
  const words = {
    always: 'a store',
    needed: 'a store, if it is named or a later operator needs it',
    named: 'a store, if it is named',
    materialized: 'a store, with any Materialized',
    added: "stores of the program's own",
  }[store];
  return [storesUntil === undefined ? words : `${words} (up to ${storesUntil} always)`];
}

function topicWords({ topic }: Operator): string[] {
  if (topic === undefined) return [];
  if (topic.takes === 'subscription') return ['two topics, named by the first and the ninth with `-topic`'];
  const name = { processor: 'its processor', store: 'its store', stream: "the stream's processor" }[topic.takes];
  return [`a repartition topic named like ${name}${topic.when === 'always' ? '' : ', if the key may have changed'}`];
}

function noteWords({ note, source }: Operator, usual: string): string[] {
  return [...(note === undefined ? [] : [note]), ...(source === undefined || source === usual ? [] : [`By \`${source}\`.`])];
}

/** What the optimiser takes it for is said, too. */
function keyWords({ rekeyed, changes, gives }: Operator): string {
  if (gives === 'void') return '';
  const words = rekeyed === undefined ? '' : { keep: 'kept', set: 'set', clear: 'cleared' }[rekeyed];
  return changes === undefined ? words : `${words}; a ${changes} changer`;
}
