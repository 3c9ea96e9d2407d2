/**
 * Where values are kept that code can reach: variables, fields, elements, and what the JDK's objects hold. Each place has a path, so that it is
 * found again when the same code runs anew.
 */
import type { TypeRef } from '../form/form.js';
import type { Loss, Value } from '../values/values.js';
import { isInstance } from './instances.js';
import { loseContents, leadsNowhere, reachable } from './loss.js';
import { heldIn, loseField } from './lostFields.js';
import type { ClassInfo } from './program.js';
import type { Frame, Instance, Run } from './run.js';
import type { Scope } from './scope.js';

/** The way to a place: the same object for the same way, as long as the ways begin with the same one. */
export interface Path {
  readonly further: Map<string | number, Path>;
}

export function createPath(): Path {
  return { further: new Map() };
}

export interface Place {
  readonly path: Path;
  /** As people know it: of a variable or field that leads there. */
  readonly name: string;
  /** All that is kept there, for comparison one by one. */
  contents(): readonly unknown[];
  /** What is kept there is not known any more. Streams and tables stay: what they are is the DSL's to lose. */
  lose(loss: Loss): void;
}

/** Everything that code can reach which runs in the frames, each place once. `paths`: where their ways begin. */
export function findPlaces(run: Run, frames: readonly Frame[], paths: Path): Place[] {
  const walk: Walk = { run, places: [], seen: new Set() };
  let blocks = 0;
  for (const frame of frames) {
    for (const scope of unseenBlocks(walk, frame.scope)) {
      walk.seen.add(scope);
      const block = step(paths, ++blocks);
      for (const [name, cell] of scope.own)
        addVariable(walk, {
          path: step(block, name),
          name,
          get: () => cell.value,
          lose: (loss) => (cell.value = lostVariable(walk, name, cell, frame.owner, loss)),
        });
    }
    if (frame.self !== undefined) addValue(walk, { path: step(paths, `this ${frame.self.info.qualifiedName}`), name: 'this' }, frame.self);
  }
  for (const info of run.classes.keys()) addStatics(walk, info, step(paths, `static ${info.qualifiedName}`));
  for (const [key, instance] of run.assumed)
    addValue(walk, { path: step(paths, `assumed ${key}`), name: instance.info.declaration.name }, instance);
  return walk.places;
}

/** To what a value holds as a whole; its parts are counted from 0. */
const contentsStep = -1;

function step({ further }: Path, by: string | number): Path {
  let next = further.get(by);
  if (next === undefined) further.set(by, (next = createPath()));
  return next;
}

/** Outermost first. */
function unseenBlocks(walk: Walk, innermost: Scope): readonly Scope[] {
  const found: Scope[] = [];
  for (let scope: Scope | undefined = innermost; scope !== undefined && !walk.seen.has(scope); scope = scope.around) found.unshift(scope);
  return found;
}

/** What a class holds for all. */
function addStatics(walk: Walk, info: ClassInfo, path: Path): void {
  const fields = walk.run.classes.get(info)?.fields ?? new Map<string, Value>();
  for (const name of fields.keys())
    addVariable(walk, {
      path: step(path, name),
      name,
      get: () => fields.get(name)!,
      lose(loss) {
        const { type } = walk.run.program.declared(info.declaration).fields.get(name) ?? {};
        fields.set(name, lostVariable(walk, name, { type, value: fields.get(name)! }, info, loss));
      },
    });
}

interface Walk {
  readonly run: Run;
  readonly places: Place[];
  readonly seen: Set<object>;
}

/** How a place is found and called. */
interface Known {
  readonly path: Path;
  readonly name: string;
}

interface Held {
  readonly type?: TypeRef | undefined;
  readonly value: Value;
}

interface Variable extends Known {
  get(): Value;
  lose(loss: Loss): void;
}

/** A variable or field, and what it holds. */
function addVariable(walk: Walk, variable: Variable): void {
  const { path, name, get } = variable;
  walk.places.push({
    path,
    name,
    contents: () => [get()],
    lose(loss) {
      if (get().kind !== 'dsl') variable.lose(loss);
    },
  });
  addValue(walk, variable, heldIn(walk.run, get()));
}

function lostVariable({ run }: Walk, name: string, held: Held, owner: ClassInfo, { reason, site }: Loss): Value {
  const lost = run.unknown(reason, site, { label: name, type: held.type ?? typeOf(held.value) });
  return run.typed(lost, held.type, owner, site);
}

function addValue(walk: Walk, { path: start, name }: Known, first: Value): void {
  if (leadsNowhere(first)) return;
  const open = [{ path: start, value: first }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value } = next;
    if (walk.seen.has(value)) continue;
    walk.seen.add(value);
    if (isInstance(value)) addFields(walk, path, value);
    const contents = contentsOf(value);
    if (contents !== undefined) {
      const inside = step(step(path, contentsStep), value.kind);
      walk.places.push({ path: inside, name, contents, lose: (loss) => loseContents(walk.run, value, loss) });
    }
    for (const [i, inner] of reachable(walk.run, value).entries())
      if (!leadsNowhere(inner) && !walk.seen.has(inner)) open.push({ path: step(path, i), value: inner });
  }
}

/** Each field is a place of its own. */
function addFields(walk: Walk, path: Path, { fields, info }: Instance): void {
  const { declared, lineage } = walk.run.program;
  const typeOfField = (name: string): TypeRef | undefined =>
    lineage(info)
      .classes.map((owner) => declared(owner.declaration).fields.get(name))
      .find((field) => field !== undefined)?.type;
  for (const name of fields.keys()) {
    // The name of an enum's constant, and marks of what was assigned.
    if (name === 'name()' || name.startsWith('assigned ')) continue;
    addVariable(walk, {
      path: step(path, name),
      name,
      get: () => fields.get(name)!,
      lose: (loss) => loseField(walk.run, fields, name, { type: typeOfField(name), owner: info, loss }),
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
