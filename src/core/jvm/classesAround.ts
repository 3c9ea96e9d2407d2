import type { ClassInfo } from './program.js';

/** The class and those that enclose it, innermost first. */
export function* classesAround(innermost: ClassInfo): Generator<ClassInfo> {
  for (let info: ClassInfo | undefined = innermost; info !== undefined; info = info.outer) yield info;
}

export function outermost(info: ClassInfo): ClassInfo {
  return info.outer === undefined ? info : outermost(info.outer);
}
