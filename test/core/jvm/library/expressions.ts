/**
 * The tables of expressions: `expressions/<topic>.txt` has expressions, or lambdas, each followed by what Java 17 printed for it (an
 * exception as `!` and a short name). `?` before it: we do not know it; any other answer than Java's is wrong.
 * `MEMBERS ==> EXPRESSION`: classes, fields and methods of its own.
 * `S`, `N`, `L` and `Q` come from the environment by ways that are not followed, so nobody knows them: where Java's answers differ with them, the answer is `?varies`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Table {
  readonly path: string;
  readonly rows: readonly { readonly expression: string; readonly printed: string }[];
}

const folder = 'test/core/jvm/library/expressions';

export function readTables(): Table[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const lines = readFileSync(path, 'utf8').split('\n');
      const rows = lines.flatMap((line, i) =>
        line === '' || line.startsWith('    ')
          ? []
          : [{ expression: line, printed: lines[i + 1]?.startsWith('    ') === true ? lines[i + 1]!.slice(4) : '' }],
      );
      return { path, rows };
    });
}

export const imports = `import java.io.*; import java.time.*; import java.util.*; import java.util.concurrent.*; import java.util.concurrent.atomic.*;
import java.util.function.*; import java.util.regex.*; import java.util.stream.*;`;

const exceptions = {
  NumberFormatException: 'NumberFormat',
  ArrayIndexOutOfBoundsException: 'ArrayIndex',
  StringIndexOutOfBoundsException: 'StringIndex',
  IndexOutOfBoundsException: 'Index',
  UnsupportedOperationException: 'Unsupported',
  NullPointerException: 'Null',
  NoSuchElementException: 'NoElement',
  ConcurrentModificationException: 'Modified',
  ArithmeticException: 'Arithmetic',
  IllegalStateException: 'State',
  IllegalArgumentException: 'Argument',
  RuntimeException: 'Runtime',
};
const clauses = Object.entries(exceptions).map(([type, short]) => `catch (${type} e) { return "!${short}"; }`);

/** What expressions may use, beside the JDK. */
const membersWith = (handlers: readonly string[]): string => `
  static final String S = java.nio.file.Path.of(System.getenv("S")).toString();
  static final int N = Integer.parseInt(System.getenv("N"));
  static final boolean Q = Boolean.parseBoolean(java.nio.file.Path.of(System.getenv("Q")).toString());
  static List<String> L() { List<String> l = new ArrayList<>(); l.add("a"); for (int i = 0; i < N; i++) l.add("b" + i); return l; }
  static Map<String, String> M() { Map<String, String> m = new HashMap<>(); m.put("a", "b"); for (int i = 0; i < N; i++) m.put("b" + i, "c"); return m; }
  static String show(Callable<Object> made) { try { return "" + made.call(); } ${handlers.join(' ')} catch (Exception e) { return "!Other"; } }`;

export const members = membersWith(clauses);
/** Of exceptions only that there is one: every handler is a way that an unknown call may go. */
export const plainMembers = membersWith([]);

/** The environments of a run in Java. */
export const environments: readonly Readonly<Record<'S' | 'N' | 'Q', string>>[] = [
  { S: 'a', N: '0', Q: 'true' },
  { S: 'zz', N: '1', Q: 'false' },
  { S: 'B', N: '2', Q: 'true' },
  { S: '7', N: '5', Q: 'false' },
];

export interface Code {
  readonly members: string;
  readonly lambda: string;
}

/** What stands in a table as it stands in a class. */
export function codeOf(row: string): Code {
  const [expression = '', members = ''] = row.split(' ==> ', 2).reverse();
  return { members, lambda: expression.startsWith('() ->') ? expression : `() -> ${expression}` };
}
