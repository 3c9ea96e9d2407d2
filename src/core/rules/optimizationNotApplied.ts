import type { CallExpression, Expression, SourceUnit } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { callsIn, classesOf, createdIn, localsIn, nameOf, typeNameOf, unitsWith, type CodeFinding, type CodeRule } from './codeRule.js';

export const optimizationNotApplied: CodeRule = {
  id: 'optimization-not-applied',
  summary: 'topology.optimization is set, and build() is called without the properties: nothing is optimised.',
  severity: 'warning',
  check: (code) =>
    unitsWith(code, /TOPOLOGY_OPTIMIZATION|topology\.optimization/).flatMap((unit): CodeFinding[] => {
      const calls = callsIn(unit.classes);
      if (!calls.some(isSwitchedOn)) return [];
      // A builder with a TopologyConfig has properties of its own.
      const made = createdIn(unit.classes).filter((one) => typeNameOf(one) === 'StreamsBuilder');
      if (made.length === 0 || made.some(({ args }) => args.length > 0)) return [];
      // Spring gives build() the properties itself.
      if (/\b(?:StreamsBuilderFactoryBean|KafkaStreamsConfiguration)\b/.test(code.textOf(unit.file))) return [];
      const builders = buildersOf(unit);
      const isDescribed = new Set<unknown>(calls.flatMap(({ name, target }) => (name === 'describe' ? [target] : [])));
      const builds = calls.filter((call) => call.name === 'build' && builders.has(nameOf(call.target) ?? '') && !isDescribed.has(call));
      if (builds.some(({ args }) => args.length > 0)) return [];
      return builds.map(({ nameSpan }) => ({
        severity: 'warning',
        message: 'topology.optimization is set here, and counts only where build() is given the properties: build(properties).',
        at: { file: unit.file, span: nameSpan },
      }));
    }),
};

function isSwitchedOn({ name, args }: CallExpression): boolean {
  const [key, value] = args;
  if (!['put', 'setProperty', 'putIfAbsent'].includes(name) || key === undefined || value === undefined) return false;
  const isKey = textIn(key) === 'topology.optimization' || /^TOPOLOGY_OPTIMIZATION(?:_CONFIG)?$/.test(nameOf(key) ?? '');
  return isKey && (textIn(value) === 'all' || nameOf(value) === 'OPTIMIZE');
}

const textIn = (expression: Expression): string | undefined => (expression.kind === 'text' ? expression.value : undefined);

/** Variables that hold a builder of their own. */
function buildersOf(unit: SourceUnit): ReadonlySet<string> {
  const isMade = (value: Expression | undefined): boolean => value?.kind === 'new' && typeNameOf(value) === 'StreamsBuilder';
  return new Set(
    classesOf(unit).flatMap(({ methods, constructors, fields }) => [
      ...fields.filter(({ type, value }) => lastSegment(type.name) === 'StreamsBuilder' && isMade(value)).map(({ name }) => name),
      ...[...methods, ...constructors].flatMap(({ body }) =>
        body === undefined
          ? []
          : localsIn(body)
              .filter(({ value }) => isMade(value))
              .map(({ name }) => name),
      ),
    ]),
  );
}
