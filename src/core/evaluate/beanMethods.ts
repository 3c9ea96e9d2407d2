/** How Spring calls the bean methods of a configuration: in the order in which they stand, what one needs before it, each once. */
import type { MethodDeclaration } from '../form/form.js';
import type { Run } from '../jvm/run.js';
import type { Value } from '../values/values.js';
import { producer, type Group } from './contributors.js';

/** By which nothing is made before it is asked for. */
const lazily = 'spring.main.lazy-initialization';

/** The methods are of one class, and share a builder. */
export function startBeanMethods(run: Run, group: Group): void {
  const { owner } = group[0];
  const { file } = owner.unit;
  const self = run.assume(owner, 'this', { file, ...group[0].member.method.nameSpan }, 0);
  const made = new Map<MethodDeclaration, Value>();
  const begun = new Set<MethodDeclaration>();
  const canBeMade = (method: MethodDeclaration): boolean =>
    group.some((one) => one.member.method === method) && (made.has(method) || !begun.has(method));

  const make = (method: MethodDeclaration): Value => {
    const known = made.get(method);
    if (known !== undefined) return known;
    begun.add(method);
    const given = method.params.map(({ name, type }) => {
      const needed = type === undefined ? undefined : producer(owner, name, type);
      return needed !== undefined && canBeMade(needed) ? make(needed) : undefined;
    });
    // All are given the one builder, whatever they call it.
    const named = method.params.map((param) => (param.type?.name === 'StreamsBuilder' ? { ...param, name: 'builder' } : param));
    const asked = named.filter((_, i) => given[i] === undefined);
    const others = run.orphanParameters(asked, owner, `${owner.qualifiedName}.${method.name}`);
    const args = given.map((value) => value ?? others.shift()!);
    const value = run.callMethod(owner, method, self, args, { file, ...method.nameSpan }, 0);
    made.set(method, value);
    return value;
  };

  if (run.property(lazily) !== undefined || run.isUncertainProperty(lazily))
    run.dsl.loseGiven(`${lazily} decides which beans are made`, { file, ...group[0].member.method.nameSpan });
  for (const { member } of group) make(member.method);
}
