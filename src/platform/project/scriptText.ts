/** What Gradle and sbt scripts say, read as text: variables with a version as their value, and references to them. */

/** A script without comments, and each run of white space as one space: patterns over it need no unbounded part. */
export function plainScript(script: string): string {
  const isSpace = /\s/;
  const lastCommentEnd = script.lastIndexOf('*/');
  // No text with this quote that starts before the place is closed on its line.
  const unclosed = new Map<string, number>();
  const plain: string[] = [];
  for (let at = 0; at < script.length;) {
    const character = script[at]!;
    let end = at + 1;
    let isBlank = isSpace.test(character);
    if (script.startsWith('//', at)) {
      end = script.indexOf('\n', at);
      if (end < 0) end = script.length;
      isBlank = true;
    } else if (script.startsWith('/*', at) && at + 2 <= lastCommentEnd) {
      end = script.indexOf('*/', at + 2) + 2;
      isBlank = true;
    } else if ((character === '"' || character === "'") && at >= (unclosed.get(character) ?? 0)) {
      const text = quotedText(script, at);
      if (text.isClosed) end = text.end;
      else unclosed.set(character, text.end);
    }
    if (!isBlank) plain.push(script.slice(at, end).replace(/\s+/g, ' '));
    else if (plain.at(-1) !== ' ') plain.push(' ');
    at = end;
  }
  return plain.join('');
}

/** From the quote at `start` to behind its closing quote; else to the end of the line, where it is not closed. */
export function quotedText(script: string, start: number): { readonly end: number; readonly isClosed: boolean } {
  let at = start + 1;
  while (at < script.length && script[at] !== '\n') {
    if (script[at] === script[start]) return { end: at + 1, isClosed: true };
    const isEscape = script[at] === '\\';
    if (isEscape && (script[at + 1] === '\n' || script[at + 1] === '\r')) break;
    at += isEscape ? 2 : 1;
  }
  return { end: at, isClosed: false };
}

interface Assignment {
  /** Over a plain script. No part is unbounded: a place costs the same whatever follows it. */
  readonly pattern: RegExp;
  /** The name is a key of its own: a dot in it is part of it. */
  readonly isKey: boolean;
}

const assignments: readonly Assignment[] = [
  // kafkaVersion = '3.9.1', val kafka: String = "…", ext.kafkaVersion = …
  { pattern: /(?<![\w.])([\w.]{1,100}) ?(?:: ?String ?)?= ?["']([\w.+-]{1,100})["']/g, isKey: false },
  // versions = [kafka: '3.9.1']
  { pattern: /(?<!\w)(\w{1,100}) ?: ?["']([\w.+-]{1,100})["']/g, isKey: false },
  // ext['kafka.version'] = '3.9.1', extra["kafkaVersion"] = …
  { pattern: /["']([\w.-]{1,100})["'] ?\] ?= ?["']([\w.+-]{1,100})["']/g, isKey: true },
  // set('kafkaVersion', "3.9.1")
  { pattern: /\bset\( ?["']([\w.-]{1,100})["'] ?, ?["']([\w.+-]{1,100})["']/g, isKey: true },
  // val kafkaVersion by extra("3.9.1")
  { pattern: /\bval (\w{1,100}) by extra\( ?["']([\w.+-]{1,100})["']/g, isKey: false },
];

/** Names (the last part of dotted ones) whose every assignment in the plain script gives the same version. */
export function findVersions(script: string): Map<string, string> {
  const found = new Map<string, string>();
  const unsure = new Set<string>();
  for (const { pattern, isKey } of assignments) {
    for (const [, written, value] of script.matchAll(pattern)) {
      if (written === undefined || value === undefined || !/^\d/.test(value)) continue;
      const name = isKey ? written : lastPart(written);
      if (found.has(name) && found.get(name) !== value) unsure.add(name);
      found.set(name, value);
    }
  }
  for (const name of unsure) found.delete(name);
  return found;
}

/** `kafkaVersion` of `$kafkaVersion`, `${versions.kafkaVersion}`, `${property("kafkaVersion")}`, `rootProject.ext.kafkaVersion`. */
export function referencedName(reference: string): string {
  const bare = reference.replace(/^\$\{?|\}$/g, '').trim();
  return /["']([\w.-]+)["']/.exec(bare)?.[1] ?? lastPart(bare);
}

export function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

/** The one value; undefined where there is none or several differ. */
export function onlyOne(values: readonly string[]): string | undefined {
  const distinct = new Set(values);
  return distinct.size === 1 ? values[0] : undefined;
}
