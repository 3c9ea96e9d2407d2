/**
 * Where values are kept that code can reach: variables, fields, elements, and what the JDK's objects hold. Each place has a way, so that it is
 * found again when the same code runs anew. All places are looked at for each loop of unknown length, so a place is small and asks when it is asked.
 */
import type { TypeRef } from '../form/form.js';
import type { Loss, Value } from '../values/values.js';
import { isInstance } from './instances.js';
import { capturedBy, loseContents, leadsNowhere, reachable } from './loss.js';
import { heldIn, loseField } from './lostFields.js';
import type { ClassInfo, Program } from './program.js';
import type { Frame, Instance, Run } from './run.js';
import type { Cell, Scope } from './scope.js';
import { Way, type Path } from './ways.js';

export interface Place {
  /** What leads to it, and the last step. */
  readonly way: Way;
  /** As people know it: of a variable or field that leads there. */
  readonly name: string;
  /** All that is kept there now, to be given to `holds` later. */
  contents(): unknown;
  /** Whether the same is kept there as when `contents` gave this. */
  holds(contents: unknown): boolean;
  /** What is kept there is not known any more. Streams and tables stay: what they are is the DSL's to lose. */
  lose(loss: Loss): void;
}

/** Everything that code can reach which runs in the frames, each place once. `paths`: where their ways begin. */
export function findPlaces(run: Run, frames: readonly Frame[], paths: Path): Place[] {
  const walk: Walk = { run, places: [], seen: new Set() };
  let blocks = 0;
  let innermost: Scope | undefined;
  let around: Instance | undefined;
  const selves = new Way(paths, 'this');
  for (const { scope, owner, self } of frames) {
    // Most frames are of expressions inside each other, in one block.
    if (scope !== innermost)
      for (const block of unseenBlocks(walk, scope)) {
        walk.seen.add(block);
        const way = new Way(paths, ++blocks);
        for (const [name, cell] of block.own) addVariable(walk, new LocalVariable(run, way, name, cell, owner), cell.value);
      }
    innermost = scope;
    if (self !== undefined && self !== around && !walk.seen.has(self))
      addValue(walk, new Way(selves, self.info.qualifiedName), 'this', self);
    around = self;
  }
  const statics = new Way(paths, 'static');
  for (const [info, { fields }] of run.classes) if (fields.size > 0) addStatics(walk, info, fields, new Way(statics, info.qualifiedName));
  const assumed = new Way(paths, 'assumed');
  for (const [key, instance] of run.assumed)
    if (!walk.seen.has(instance)) addValue(walk, new Way(assumed, key), instance.info.declaration.name, instance);
  return walk.places;
}

/** To what a value holds as a whole; its parts are counted from 0. */
const contentsStep = -1;

/** Outermost first. */
function unseenBlocks(walk: Walk, innermost: Scope): readonly Scope[] {
  const found: Scope[] = [];
  for (let scope: Scope | undefined = innermost; scope !== undefined && !walk.seen.has(scope); scope = scope.around) found.unshift(scope);
  return found;
}

/** What a class holds for all. */
function addStatics(walk: Walk, info: ClassInfo, fields: Map<string, Value>, way: Way): void {
  for (const [name, value] of fields) addVariable(walk, new StaticVariable(walk.run, way, name, fields, info), value);
}

interface Walk {
  readonly run: Run;
  readonly places: Place[];
  readonly seen: Set<object>;
}

interface Held {
  readonly type?: TypeRef | undefined;
  readonly value: Value;
}

/** A variable or field. Its way is made when something is found behind it. */
abstract class Variable implements Place {
  private made: Way | undefined;

  constructor(
    protected readonly run: Run,
    private readonly from: Way,
    readonly name: string,
  ) {}

  protected abstract get(): Value;
  protected abstract loseValue(loss: Loss): void;

  get way(): Way {
    return (this.made ??= new Way(this.from, this.name));
  }

  contents(): unknown {
    return this.get();
  }

  holds(contents: unknown): boolean {
    return Object.is(contents, this.get());
  }

  lose(loss: Loss): void {
    if (this.get().kind !== 'dsl') this.loseValue(loss);
  }
}

class LocalVariable extends Variable {
  constructor(
    run: Run,
    from: Way,
    name: string,
    private readonly cell: Cell,
    private readonly owner: ClassInfo,
  ) {
    super(run, from, name);
  }

  protected override get(): Value {
    return this.cell.value;
  }

  protected override loseValue(loss: Loss): void {
    this.cell.value = lostVariable(this.run, this.name, this.cell, this.owner, loss);
  }
}

class StaticVariable extends Variable {
  constructor(
    run: Run,
    from: Way,
    name: string,
    private readonly fields: Map<string, Value>,
    private readonly info: ClassInfo,
  ) {
    super(run, from, name);
  }

  protected override get(): Value {
    return this.fields.get(this.name)!;
  }

  protected override loseValue(loss: Loss): void {
    const { type } = this.run.program.declared(this.info.declaration).fields.get(this.name) ?? {};
    this.fields.set(this.name, lostVariable(this.run, this.name, { type, value: this.get() }, this.info, loss));
  }
}

class FieldVariable extends Variable {
  constructor(
    run: Run,
    from: Way,
    name: string,
    private readonly instance: Instance,
  ) {
    super(run, from, name);
  }

  protected override get(): Value {
    return this.instance.fields.get(this.name)!;
  }

  protected override loseValue(loss: Loss): void {
    const { fields, info } = this.instance;
    loseField(this.run, fields, this.name, { type: typeOfField(this.run.program, info, this.name), owner: info, loss });
  }
}

/** What a list, a map or one of the JDK's objects holds. */
class Contents implements Place {
  constructor(
    private readonly run: Run,
    readonly way: Way,
    readonly name: string,
    private readonly value: Value,
  ) {}

  contents(): unknown {
    return contentsOf(this.value);
  }

  holds(contents: unknown): boolean {
    return isSame(contents as readonly unknown[], contentsOf(this.value));
  }

  lose(loss: Loss): void {
    loseContents(this.run, this.value, loss);
  }
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((value, i) => Object.is(value, now[i]));
}

function typeOfField({ declared, lineage }: Program, info: ClassInfo, name: string): TypeRef | undefined {
  return lineage(info)
    .classes.map((owner) => declared(owner.declaration).fields.get(name))
    .find((field) => field !== undefined)?.type;
}

function lostVariable(run: Run, name: string, held: Held, owner: ClassInfo, { reason, site }: Loss): Value {
  const lost = run.unknown(reason, site, { label: name, type: held.type ?? typeOf(held.value) });
  return run.typed(lost, held.type, owner, site);
}

/** A variable or field, and what it holds: `value`. */
function addVariable(walk: Walk, variable: Variable, value: Value): void {
  walk.places.push(variable);
  const held = heldIn(walk.run, value);
  if (!leadsNowhere(held) && !walk.seen.has(held)) addValue(walk, variable.way, variable.name, held);
}

/** A value that leads somewhere and was not seen, and all that is behind it. */
function addValue({ run, places, seen }: Walk, start: Way, name: string, first: Value): void {
  const open = [{ way: start, value: first }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { way, value } = next;
    if (seen.has(value)) continue;
    seen.add(value);
    const instance = isInstance(value) ? value : undefined;
    if (instance !== undefined) addFields({ run, places, seen }, way, instance);
    else if (hasContents(value)) places.push(new Contents(run, new Way(new Way(way, contentsStep), value.kind), name, value));
    // What its fields hold was looked at; what it captured comes after them.
    const further = instance === undefined ? reachable(run, value) : capturedBy(run, instance);
    const before = instance === undefined ? 0 : instance.fields.size;
    for (let i = 0; i < further.length; i++) {
      const inner = further[i]!;
      if (!leadsNowhere(inner) && !seen.has(inner)) open.push({ way: new Way(way, before + i), value: inner });
    }
  }
}

/** Each field is a place of its own. */
function addFields(walk: Walk, way: Way, instance: Instance): void {
  for (const [name, value] of instance.fields) {
    // The name of an enum's constant, and marks of what was assigned.
    if (name === 'name()' || name.startsWith('assigned ')) continue;
    addVariable(walk, new FieldVariable(walk.run, way, name, instance), value);
  }
}

/** Something can change it, and it has no fields that are places of their own. */
function hasContents(value: Value): boolean {
  switch (value.kind) {
    case 'list':
      return value.view === undefined;
    case 'pair':
      return value.live === true;
    case 'map':
    case 'throwable':
    case 'native':
      return true;
    default:
      return false;
  }
}

function contentsOf(value: Value): readonly unknown[] {
  switch (value.kind) {
    case 'list':
      return [value.open, ...value.items];
    case 'map': {
      const found: unknown[] = [value.open];
      for (const entry of value.entries.values()) found.push(entry.key, entry.value);
      return found;
    }
    case 'pair':
      return [value.value];
    case 'throwable':
      return [value.state.message, value.state.cause, ...value.state.suppressed];
    case 'native':
      return flat(value.state);
    default:
      return [];
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
