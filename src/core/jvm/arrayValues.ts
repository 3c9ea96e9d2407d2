/** Arrays as values: each is of the type that it was made with, whatever the type of the variable is that it stands in (JLS §10.1). */
import type { ElementType, ListValue, Value } from '../values/values.js';
import type { JavaType } from './javaTypes.js';

/** `component`: the type of its elements. */
interface ArrayValue extends ListValue {
  readonly component: JavaType;
}

function hasComponent(list: ListValue): list is ArrayValue {
  return 'component' in list;
}

/** The type of an array's elements; undefined: not known, or no array. */
export function componentOf(list: ListValue): JavaType | undefined {
  return hasComponent(list) ? list.component : undefined;
}

/** `component`: undefined where it is not known. */
export function array(items: readonly Value[], component?: JavaType): ListValue {
  const list: ListValue = { kind: 'list', items: [...items], open: false };
  return component === undefined ? list : typedArray(list, component);
}

/** An array of objects of which no more is known of their class. */
export function arrayOfObjects(items: readonly Value[]): ListValue {
  return { kind: 'list', items: [...items], open: false, element: 'reference' };
}

/** Another array of the same type. */
export function arrayLike(list: ListValue, items: readonly Value[]): ListValue {
  const component = componentOf(list);
  if (component !== undefined) return array(items, component);
  return list.element === undefined ? array(items) : { ...array(items), element: list.element };
}

function typedArray(list: ListValue, component: JavaType): ArrayValue {
  const element: ElementType | undefined =
    component.kind !== 'primitive' ? 'reference' : component.name === 'void' ? undefined : component.name;
  return { ...list, component, ...(element === undefined ? {} : { element }) };
}
