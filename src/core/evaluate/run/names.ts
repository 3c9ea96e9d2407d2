/** Where names lead, and what stands around the code. */
import { parentTypes } from '../../form/walk.js';
import { isAlwaysSet } from '../../jvm/alwaysSet.js';
import type { ClassInfo, ClassReference, Program } from '../../jvm/program.js';
import type { Names, Surroundings } from '../../jvm/run.js';
import type { RunRequest } from './outcome.js';

export function createNames(program: Program): Names {
  return {
    site: (span, frame) => ({ file: frame.owner.unit.file, start: span.start, end: span.end }),
    resolveClass: (name, owner) => program.resolve(name, owner),
    resolveType(name, { owner, scope }) {
      const cell = scope?.find(`class ${name.split('.', 1)[0]!}`);
      const local =
        cell?.value.kind === 'class' && cell.value.declaration !== undefined ? program.infoOf(cell.value.declaration) : undefined;
      return program.resolve(name, local ?? owner);
    },
    kafkaName,
  };
}

function kafkaName(reference: ClassReference | undefined): string | undefined {
  if (reference?.kind !== 'library') return undefined;
  const { qualifiedName, simpleName } = reference;
  if (qualifiedName?.startsWith('com.bakdata.kafka.') === true) return bootstrapName(simpleName);
  if (qualifiedName === micronautBuilder) return 'StreamsBuilder';
  // What no import brings is not Kafka's, whatever it is called; nor is what another package has.
  return qualifiedName?.startsWith('org.apache.kafka.') === true ? simpleName : undefined;
}

/** It is a StreamsBuilder that holds its configuration. */
const micronautBuilder = 'io.micronaut.configuration.kafka.streams.ConfiguredStreamBuilder';

/** The class of Kafka's that one of streams-bootstrap stands for: it hands on all that it is told. */
function bootstrapName(simpleName: string): string | undefined {
  if (simpleName === 'TopologyBuilder') return 'StreamsBuilder';
  return simpleName.endsWith('X') ? simpleName.slice(0, -1) : undefined;
}

/** Whether an object of the class has a method of the name; undefined: not known. */
export function hasMethod(program: Program, info: ClassInfo, name: string): boolean | undefined {
  if (program.findMethods(info, name).some((m) => !m.method.isAbstract)) return true;
  const { complete, isCut } = program.lineage(info);
  return complete || (isCut !== true && onlyKafkaParents(program, info)) ? false : undefined;
}

/** Missing parents are Kafka's or the JDK's own interfaces, whose defaults we know. */
function onlyKafkaParents(program: Program, info: ClassInfo): boolean {
  return program.lineage(info).classes.every((c) =>
    parentTypes(c.declaration).every((type) => {
      const reference = program.resolveParent(type.name, c);
      return (
        reference?.kind === 'source' ||
        (reference !== undefined && (kafkaName(reference) !== undefined || reference.qualifiedName?.startsWith('java.') === true))
      );
    }),
  );
}

export function createSurroundings(request: RunRequest): Omit<Surroundings, 'dsl'> {
  const { properties, lightbend } = request;
  return {
    program: request.program,
    meaning: ({ unit }) => request.meaningOf(unit.language),
    property: (key) => properties.find(key),
    namedProperty: (key) => properties.findNamed(key),
    given: (name) => (Object.hasOwn(request.given, name) ? request.given[name] : undefined),
    isUncertainProperty: (key) => properties.isUncertain(key) || isAlwaysSet(key),
    propertiesBelow: (key) => properties.namesBelow(key),
    hasPropertiesBelow: (key) => properties.hasBelow(key),
    lightbendValue: (path) => (Object.hasOwn(lightbend.values, path) ? lightbend.values[path] : undefined),
    lightbendVariable: (path) => (Object.hasOwn(lightbend.variables, path) ? lightbend.variables[path] : undefined),
    propertyFile(path) {
      const wanted = path.replace(/^\.?\//, '').replace(/^classpath:/, '');
      const matches = Object.keys(request.propertyFiles).filter((file) => file === wanted || file.endsWith(`/${wanted}`));
      return matches.length === 1 ? request.propertyFiles[matches[0]!] : undefined;
    },
  };
}
