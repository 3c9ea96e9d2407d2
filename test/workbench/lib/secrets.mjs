// Where a workbench wrote what it must not: settings and their history, logs, state on disk and in the browser.
import fs from 'node:fs';
import path from 'node:path';

/** What the server keeps secrets in, encrypted or not: the only place where they belong. */
const secretStorage = 'secrets.provider';

/** Places that hold one of the secrets, in words; the profile is in `directory`. */
export async function placesOf(secrets, { page, directory }) {
  const holds = (text) => secrets.some((secret) => text.includes(secret));
  const profile = ['user-data', 'server-data'].flatMap((name) => filesIn(path.join(directory, name)));
  const files = [...profile, path.join(directory, 'server.log')];
  if (!files.some((file) => file.endsWith('settings.json')) || !files.some((file) => file.endsWith('.log')))
    throw new Error(`${directory} is no profile of a workbench that ran`);
  const state = await page.evaluate(readBrowser);
  if (state.length === 0) throw new Error('the browser keeps no state');
  return [
    ...files.filter((file) => holds(fs.readFileSync(file, 'latin1'))),
    ...state.filter(([key, text]) => !key.includes(secretStorage) && holds(text)).map(([key]) => key),
  ];
}

const filesIn = (folder) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** In the page: what it stored, as pairs of a place and a text. */
async function readBrowser() {
  const wait = (request) =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error));
    });
  const found = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage));
  for (const { name } of await indexedDB.databases()) {
    const database = await wait(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([wait(store.getAllKeys()), wait(store.getAll())]);
      keys.forEach((key, i) => found.push([`${name}/${table}/${key}`, textOf(values[i])]));
    }
    database.close();
  }
  return found;

  function textOf(value) {
    if (typeof value === 'string') return value;
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : (JSON.stringify(value) ?? '');
  }
}
