/** Objects that a container makes: of classes that say so, and by methods (`@Bean`). */
import type { Site } from '../../base/text.js';
import type { Annotation } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import type { Value } from '../values/values.js';
import { bindsResult } from './binding.js';
import { Thrown } from './completion.js';
import { isInstance } from './instances.js';
import type { Member } from './members.js';
import type { ClassInfo } from './program.js';
import type { Run } from './run.js';

const managedClass =
  /^(?:.*\.)?(?:Component|Service|Repository|Controller|RestController|Configuration|SpringBootApplication|EnableKafkaStreams|ApplicationScoped|RequestScoped|Dependent|Singleton|Named|Startup|Factory)$/;

/** A container makes its objects, and gives them what is injected only. */
export function isManaged(info: ClassInfo): boolean {
  return info.declaration.annotations.some((a) => managedClass.test(a.name));
}

/** Whether there is such a bean is decided when the application starts. */
export function isConditional({ annotations }: { readonly annotations: readonly Annotation[] }): boolean {
  return annotations.some((a) => /^(?:Conditional\w*|Profile|Requires|IfBuildProfile|IfBuildProperty)$/.test(lastSegment(a.name)));
}

/** Of a bean that is not the same object for all who ask for it. */
function isScoped({ annotations }: { readonly annotations: readonly Annotation[] }): boolean {
  return annotations.some((a) => /^(?:\w*Scope|\w*Scoped|Produces|Lookup|Prototype)$/.test(lastSegment(a.name)));
}

/** What a method makes for all who ask for it; undefined: that is not known. */
export function producedBean(run: Run, { owner, method }: Member, site: Site): Value | undefined {
  if (run.beans.has(method)) return run.beans.get(method);
  run.beans.set(method, undefined);
  const isPlain =
    isManaged(owner) && !isConditional(owner.declaration) && !isConditional(method) && !isScoped(method) && !bindsResult(method);
  const takesKafka = method.params.some(
    ({ type }) => type !== undefined && run.kafkaName(run.resolveClass(type.name, owner)) !== undefined,
  );
  if (!isPlain || takesKafka) return undefined;
  const self = method.isStatic ? undefined : run.assume(owner, 'bean', site, 1);
  const args = run.within(owner, () => run.orphanParameters(method.params, owner, `${owner.qualifiedName}.${method.name}`));
  try {
    const made = run.callMethod(owner, method, self, args, site, 1);
    if (isInstance(made) && isCompleted(run, made.info)) run.escape([made], `a container completes what ${method.name} gives`, site);
    run.beans.set(method, made);
    return made;
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return undefined;
  }
}

/** Whether a container gives the object more than its constructor does. */
function isCompleted(run: Run, info: ClassInfo): boolean {
  const completing = /^(?:Autowired|Inject|Value|Resource|PostConstruct|Property)$/;
  return run.program
    .lineage(info)
    .classes.some(({ declaration }) =>
      [...declaration.fields, ...declaration.methods].some(({ annotations }) =>
        annotations.some((a) => completing.test(lastSegment(a.name))),
      ),
    );
}
