/** What a container calls of a bean once it is made: setters that are injected, then what is to be done when all is (`@PostConstruct`). */
import type { Site } from '../../base/text.js';
import type { FieldDeclaration, MethodDeclaration } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { isManaged } from './beans.js';
import { slotOf } from './fields.js';
import { isInjected } from './injection.js';
import type { Member } from './members.js';
import type { ClassInfo, Program } from './program.js';
import type { Instance, Run } from './run.js';

/**
 * Only those that give fields their values, in classes that do not speak of Kafka Streams: what builds is an entry of its own. What other
 * methods set, too, is not known after it. Of the object that an entry begins with, which may be one of these methods, only setters run.
 */
export function runContainerMethods(run: Run, self: Instance, site: Site): void {
  if (!isManaged(self.info)) return;
  const isBegin = self.key === 'this';
  const what = isBegin ? 'container methods of what is begun with' : 'container methods';
  const { called, forgotten } = run.program.remember(self.info, what, () => containerMethods(run.program, self.info, isBegin));
  for (const { owner, method } of called) {
    const asking = method.params.map((param) => ({
      ...param,
      annotations: method.params.length === 1 ? [...param.annotations, ...method.annotations] : param.annotations,
    }));
    const args = run.orphanParameters(asking, owner, `${owner.qualifiedName}.${method.name}|${self.key ?? ''}`);
    run.callMethod(owner, method, self, args, site, 1);
  }
  for (const { owner, field } of forgotten) {
    const unknown = run.unknown(`${field.name} may have been set by code that was not read`, site, { label: field.name, type: field.type });
    self.fields.set(slotOf(run.program, self.info, owner, field.name), unknown);
  }
}

interface ContainerMethods {
  /** In the order of the calls. */
  readonly called: readonly Member[];
  /** What they set, and other methods too. */
  readonly forgotten: readonly { readonly owner: ClassInfo; readonly field: FieldDeclaration }[];
}

function containerMethods(program: Program, info: ClassInfo, isBegin: boolean): ContainerMethods {
  const classes = [...program.lineage(info).classes].reverse().filter(({ declaration }) => declaration.kind !== 'interface');
  const members = classes.flatMap((owner) => owner.declaration.methods.map((method) => ({ owner, method })));
  const called = members.filter((member) => isCalled(program, member, isBegin, members));
  const injected = called.filter(({ method }) => method.params.length > 0);
  const last = called.filter(({ method }) => method.params.length === 0);
  const ran = new Set(called.map(({ method }) => method));
  const fields = classes.flatMap((owner) => owner.declaration.fields.map((field) => ({ owner, field })));
  return {
    called: [...injected, ...last],
    forgotten: fields.filter(({ owner, field }) => !field.isStatic && isForgotten(program, owner, field, ran)),
  };
}

function isCalled(program: Program, { owner, method }: Member, isBegin: boolean, all: readonly Member[]): boolean {
  if (method.isStatic || method.body === undefined) return false;
  const isSetter = method.params.length > 0 && method.annotations.some((a) => isInjected(a.name));
  const isLast = method.params.length === 0 && method.annotations.some((a) => lastSegment(a.name) === 'PostConstruct');
  if (!isSetter && !isLast) return false;
  const speaksOfStreams = owner.unit.imports.some(({ path }) => path.startsWith('org.apache.kafka.streams'));
  if ((speaksOfStreams || isBegin) && !(isSetter && isPlain(method))) return false;
  const isOverridden = all.some((other) => other.owner !== owner && other.method.name === method.name);
  return !isOverridden && owner.declaration.fields.some((field) => program.assigners(owner, field).includes(method));
}

/** `this.name = parameter`, and nothing else. */
function isPlain({ params, body }: MethodDeclaration): boolean {
  const [only, ...others] = body?.statements ?? [];
  if (others.length > 0 || only?.kind !== 'expression' || only.expression.kind !== 'assign' || only.expression.operator !== '=')
    return false;
  const { value } = only.expression;
  return value.kind === 'name' && params.length === 1 && value.name === params[0]!.name;
}

function isForgotten(program: Program, owner: ClassInfo, field: FieldDeclaration, ran: ReadonlySet<MethodDeclaration>): boolean {
  const assigners = program.assigners(owner, field).filter(({ returnType }) => returnType !== undefined);
  return assigners.some((method) => ran.has(method)) && !assigners.every((method) => ran.has(method));
}
