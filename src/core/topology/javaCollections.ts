/** The order in which Java's HashMap, HashSet and TreeSet give their elements: describe() prints in that order. */

/** String#hashCode (JLS: s[0]*31^(n-1) + … in 32 bits). */
function hashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/**
 * A HashSet of strings (or the keys of a HashMap). Iteration goes by bucket, inside a bucket by insertion; growing the table keeps
 * that order. Buckets of eight and more turn into trees, which keep insertion order too as far as iteration goes.
 */
export class JavaHashSet {
  private readonly members = new Set<string>();
  private capacity: number;
  private ordered: readonly string[] | undefined = none;

  /** `copied`: the size of the collection that the set is a copy of, which decides the first capacity. */
  constructor(copied?: number) {
    this.capacity = copied === undefined ? 16 : powerOfTwo(Math.max(Math.floor(Math.fround(copied / 0.75)) + 1, 16));
  }

  add(member: string): void {
    this.members.add(member);
    this.ordered = undefined;
    while (this.members.size > this.capacity * 0.75) this.capacity *= 2;
  }

  has(member: string): boolean {
    return this.members.has(member);
  }

  get size(): number {
    return this.members.size;
  }

  toArray(): readonly string[] {
    if (this.members.size === 1) return (this.ordered ??= [...this.members]);
    if (this.ordered === undefined) {
      const members = [...this.members].map((member) => ({ member, bucket: this.bucketOf(member) }));
      this.ordered = members.sort((a, b) => a.bucket - b.bucket).map(({ member }) => member); // a stable sort: insertion order inside a bucket
    }
    return this.ordered;
  }

  private bucketOf(member: string): number {
    const hash = hashCode(member);
    return (hash ^ (hash >>> 16)) & (this.capacity - 1);
  }
}

export function copyOf(members: readonly string[]): JavaHashSet {
  const set = new JavaHashSet(members.length);
  for (const member of members) set.add(member);
  return set;
}

function powerOfTwo(atLeast: number): number {
  let size = 1;
  while (size < atLeast) size *= 2;
  return size;
}

const none: readonly never[] = [];

interface TreeNode<T> {
  readonly item: T;
  left: TreeNode<T> | undefined;
  right: TreeNode<T> | undefined;
  parent: TreeNode<T> | undefined;
  black: boolean;
}

/**
 * A TreeSet whose comparator may change its mind between insertions, as that of the description's nodes does while their sizes
 * grow: then the order depends on the shape of the tree at each insertion, so this is the same red-black insertion as TreeMap's.
 */
export class JavaTreeSet<T> {
  private root: TreeNode<T> | undefined = undefined;
  private ordered: readonly T[] | undefined = none;

  constructor(private readonly compare: (a: T, b: T) => number) {}

  add(item: T): void {
    this.ordered = undefined;
    let parent: TreeNode<T> | undefined;
    let current = this.root;
    let order = 0;
    while (current !== undefined) {
      parent = current;
      order = this.compare(item, current.item);
      if (order === 0) return;
      current = order < 0 ? current.left : current.right;
    }
    const added: TreeNode<T> = { item, left: undefined, right: undefined, parent, black: parent === undefined };
    if (parent === undefined) {
      this.root = added;
      return;
    }
    if (order < 0) parent.left = added;
    else parent.right = added;
    this.balance(added);
  }

  toArray(): readonly T[] {
    return (this.ordered ??= this.inOrder());
  }

  private inOrder(): T[] {
    const items: T[] = [];
    const stack: TreeNode<T>[] = [];
    let current = this.root;
    while (current !== undefined || stack.length > 0) {
      while (current !== undefined) {
        stack.push(current);
        current = current.left;
      }
      const node = stack.pop()!;
      items.push(node.item);
      current = node.right;
    }
    return items;
  }

  /** Cormen, Leiserson, Rivest: insertion into a red-black tree. */
  private balance(added: TreeNode<T>): void {
    let x = added;
    while (x !== this.root && x.parent !== undefined && !x.parent.black) {
      const { parent } = x;
      const grandparent = parent.parent!;
      const parentIsLeft = parent === grandparent.left;
      const uncle = parentIsLeft ? grandparent.right : grandparent.left;
      if (uncle !== undefined && !uncle.black) {
        parent.black = true;
        uncle.black = true;
        grandparent.black = false;
        x = grandparent;
        continue;
      }
      if (x === (parentIsLeft ? parent.right : parent.left)) {
        x = parent;
        this.rotate(x, parentIsLeft);
      }
      x.parent!.black = true;
      x.parent!.parent!.black = false;
      this.rotate(x.parent!.parent!, !parentIsLeft);
    }
    this.root!.black = true;
  }

  private rotate(p: TreeNode<T>, toLeft: boolean): void {
    const up = (toLeft ? p.right : p.left)!;
    const moved = toLeft ? up.left : up.right;
    if (toLeft) p.right = moved;
    else p.left = moved;
    if (moved !== undefined) moved.parent = p;
    up.parent = p.parent;
    if (p.parent === undefined) this.root = up;
    else if (p.parent.left === p) p.parent.left = up;
    else p.parent.right = up;
    if (toLeft) up.left = p;
    else up.right = p;
    p.parent = up;
  }
}
