/**
 * Where values are kept that code can reach: variables, fields, elements, and what the JDK's objects hold. Each place has a path, so that it is
 * found again when the same code runs anew.
 */
import type { TypeRef } from '../form/form.js';
import type { Loss, Value } from '../values/values.js';
import { isInstance } from './instances.js';
import { loseContents, reachable } from './loss.js';
import type { ClassInfo } from './program.js';
import type { Frame, Instance, Run } from './run.js';
import type { Scope } from './scope.js';

export interface Place {
  readonly path: string;
  /** As people know it: of a variable or field that leads there. */
  readonly name: string;
  /** All that is kept there, for comparison one by one. */
  contents(): readonly unknown[];
  /** What is kept there is not known any more. Streams and tables stay: what they are is the DSL's to lose. */
  lose(loss: Loss): void;
}

/** Everything that code can reach which runs in the frames, each place once. */
export function findPlaces(run: Run, frames: readonly Frame[]): Place[] {
  const walk: Walk = { run, places: [], seen: new Set() };
  let blocks = 0;
  for (const frame of frames) {
    for (const scope of unseenBlocks(walk, frame.scope)) {
      walk.seen.add(scope);
      const block = ++blocks;
      for (const [name, cell] of scope.own)
        addVariable(walk, {
          path: `${block}.${name}`,
          name,
          type: cell.type,
          owner: frame.owner,
          get: () => cell.value,
          set: (value) => (cell.value = value),
        });
    }
    if (frame.self !== undefined) addValue(walk, { path: `this ${frame.self.info.qualifiedName}`, name: 'this' }, frame.self);
  }
  for (const info of run.classes.keys()) addStatics(walk, info);
  for (const [key, instance] of run.assumed) addValue(walk, { path: key, name: instance.info.declaration.name }, instance);
  return walk.places;
}

/** Outermost first. */
function unseenBlocks(walk: Walk, innermost: Scope): readonly Scope[] {
  const found: Scope[] = [];
  for (let scope: Scope | undefined = innermost; scope !== undefined && !walk.seen.has(scope); scope = scope.around) found.unshift(scope);
  return found;
}

/** What a class holds for all. */
function addStatics(walk: Walk, info: ClassInfo): void {
  const fields = walk.run.classes.get(info)?.fields ?? new Map<string, Value>();
  for (const name of fields.keys()) {
    const path = `${info.qualifiedName}.${name}`;
    const type = walk.run.program.declared(info.declaration).fields.get(name)?.type;
    addVariable(walk, { path, name, type, owner: info, get: () => fields.get(name)!, set: (value) => void fields.set(name, value) });
  }
}

interface Walk {
  readonly run: Run;
  readonly places: Place[];
  readonly seen: Set<object>;
}

/** How a place is found and called. */
interface Known {
  readonly path: string;
  readonly name: string;
}

interface Variable extends Known {
  readonly type: TypeRef | undefined;
  readonly owner: ClassInfo;
  get(): Value;
  set(value: Value): void;
}

/** A variable or field, and what it holds. */
function addVariable(walk: Walk, variable: Variable): void {
  const { path, name, type, owner, get, set } = variable;
  walk.places.push({
    path,
    name,
    contents: () => [get()],
    lose({ reason, site }) {
      const value = get();
      if (value.kind === 'dsl') return;
      const lost = walk.run.unknown(reason, site, { label: name, type: type ?? typeOf(value) });
      set(walk.run.typed(lost, type, owner, site));
    },
  });
  addValue(walk, variable, get());
}

function addValue(walk: Walk, { path: start, name }: Known, first: Value): void {
  const open = [{ path: start, value: first }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value } = next;
    if (walk.seen.has(value)) continue;
    walk.seen.add(value);
    if (isInstance(value)) addFields(walk, path, value);
    const contents = contentsOf(value);
    if (contents !== undefined)
      walk.places.push({ path: `${path} ${value.kind}`, name, contents, lose: (loss) => loseContents(walk.run, value, loss) });
    for (const [i, inner] of reachable(walk.run, value).entries()) open.push({ path: `${path}/${i}`, value: inner });
  }
}

/** Each field is a place of its own. */
function addFields(walk: Walk, path: string, { fields, info }: Instance): void {
  const { declared, lineage } = walk.run.program;
  const { classes } = lineage(info);
  for (const name of fields.keys()) {
    // The name of an enum's constant, and marks of what was assigned.
    if (name === 'name()' || name.startsWith('assigned ')) continue;
    const owner = classes.find((c) => declared(c.declaration).fields.has(name));
    const type = owner === undefined ? undefined : declared(owner.declaration).fields.get(name)?.type;
    addVariable(walk, {
      path: `${path}.${name}`,
      name,
      type,
      owner: info,
      get: () => fields.get(name)!,
      set: (value) => void fields.set(name, value),
    });
  }
}

/** undefined: nothing can change it, or its fields are places of their own. */
function contentsOf(value: Value): (() => readonly unknown[]) | undefined {
  switch (value.kind) {
    case 'list':
      return value.view === undefined ? () => [value.open, ...value.items] : undefined;
    case 'map':
      return () => [value.open, ...[...value.entries.values()].flatMap((entry) => [entry.key, entry.value])];
    case 'pair':
      return value.live === true ? () => [value.value] : undefined;
    case 'throwable':
      return () => [value.state.message, value.state.cause, ...value.state.suppressed];
    case 'native':
      return () => flat(value.state);
    default:
      return undefined;
  }
}

/** The values and plain data in the state of one of the JDK's objects. */
function flat(state: unknown): unknown[] {
  if (Array.isArray(state)) return [state.length, ...state.flatMap(flat)];
  if (typeof state !== 'object' || state === null || 'kind' in state) return [state];
  return Object.values(state).flatMap(flat);
}

function typeOf(value: Value): TypeRef {
  const name = value.kind === 'text' ? 'String' : value.kind === 'number' ? value.type : value.kind === 'boolean' ? 'boolean' : 'Object';
  return { name, args: [], dimensions: 0 };
}
