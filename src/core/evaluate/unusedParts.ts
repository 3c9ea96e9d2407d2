/** Code that works on streams or topologies of others, where nothing that was read uses it: what it builds is in no topology, and that is said. */
import type { MethodDeclaration, SourceUnit } from '../form/form.js';
import type { ClassInfo, Program } from '../jvm/program.js';

const handle =
  /^(?:\w+\.)*(?:StreamsBuilder|Topology|(?:Global)?KTable|(?:Branched)?KStream|KGrouped(?:Stream|Table)|\w*WindowedKStream|\w*CogroupedKStream)$/;
const namesShown = 3;

/** `Class.method` of each such method of a file, where none of the file's methods is used. */
function partsOf(program: Program, unit: SourceUnit, isUsed: (method: MethodDeclaration) => boolean): readonly string[] {
  const parts: string[] = [];
  let anyUsed = false;
  const visit = (info: ClassInfo): void => {
    for (const method of [...info.declaration.methods, ...info.declaration.constructors]) {
      anyUsed ||= isUsed(method);
      const takesStream = method.params.some(({ type }) => type?.dimensions === 0 && handle.test(type.name));
      if (!method.isAbstract && takesStream) parts.push(`${info.declaration.name}.${method.name}`);
    }
    for (const nested of info.declaration.classes) visit(program.declare(nested, unit, info));
  };
  for (const info of program.classesOf(unit)) visit(info);
  return anyUsed ? [] : [...new Set(parts)];
}

export function unusedParts(
  program: Program,
  units: readonly SourceUnit[],
  isUsed: (method: MethodDeclaration) => boolean,
): readonly { readonly file: string; readonly reason: string }[] {
  return units.flatMap((unit) => {
    const parts = partsOf(program, unit, isUsed);
    if (parts.length === 0) return [];
    const more = parts.length > namesShown ? ` and ${parts.length - namesShown} more` : '';
    const names = `${parts.slice(0, namesShown).join(', ')}${more}`;
    return [
      {
        file: unit.file,
        reason: `no topology that was found uses ${names}: what calls it is not in the sources, or was not followed to it`,
      },
    ];
  });
}
