const assert = require('node:assert');
const vscode = require('vscode');

const id = 'kafka-streams-lens.kafka-streams-lens';

const until = async (probe, what, timeout = 15_000) => {
  for (const end = Date.now() + timeout; ;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((ok) => setTimeout(ok, 25));
  }
};
const findings = (document) => vscode.languages.getDiagnostics(document.uri).filter((d) => d.source === 'Kafka Streams');
const hovers = async (document, position) => {
  const found = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
  return found.flatMap((hover) => hover.contents.map((content) => content.value)).join('\n');
};

suite('shop', () => {
  let document;

  test('findings have a range, a rule and a page about it', async () => {
    const [uri] = await vscode.workspace.findFiles('**/ShopTopology.java');
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const found = await until(() => findings(document).length > 0 && findings(document), 'findings');
    const words = found.map((d) => `${d.code.value} ${document.getText(d.range)}`);
    assert.ok(words.includes('unnamed-store count'), words.join());
    assert.ok(words.includes('unnamed-store aggregate'), words.join());
    assert.ok(!words.some((w) => w.endsWith(' reduce')), words.join());
    for (const { code } of found) {
      await vscode.workspace.fs.stat(code.target);
      assert.ok(code.target.path.endsWith(`/docs/rules/${code.value}.md`), code.target.path);
    }
  });

  test('every command of package.json is registered', async () => {
    const registered = await vscode.commands.getCommands(true);
    const { commands } = vscode.extensions.getExtension(id).packageJSON.contributes;
    for (const { command } of commands) assert.ok(registered.includes(command), command);
  });

  test('an edit is in the hover as soon as the hover answers', async () => {
    const line = document
      .getText()
      .split('\n')
      .findIndex((l) => l.includes('.count()'));
    const column = document.lineAt(line).text.indexOf('count');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(line, column + 'count('.length), 'Materialized.as("typed")');
    await vscode.workspace.applyEdit(edit);
    assert.match(await hovers(document, new vscode.Position(line, column + 1)), /typed-changelog/);
    await until(() => !findings(document).some((d) => d.range.start.line === line), 'the finding is gone');
  });

  test('a storm of edits ends with the names of the last one', async () => {
    const line = document
      .getText()
      .split('\n')
      .findIndex((l) => l.includes('"typed'));
    for (let i = 0; i < 30; i++) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(document.getText().indexOf('"typed') + '"typed'.length), 'x');
      await vscode.workspace.applyEdit(edit);
    }
    const text = await hovers(document, new vscode.Position(line, document.lineAt(line).text.indexOf('count') + 1));
    assert.match(text, new RegExp(`typed${'x'.repeat(30)}-changelog`));
  });

  test('a dependency from another file counts, and its deletion too', async () => {
    const constants = vscode.Uri.joinPath(document.uri, '..', 'Names.java');
    const write = (name) =>
      vscode.workspace.fs.writeFile(
        constants,
        Buffer.from(`package shop;\nfinal class Names { static final String STORE = "${name}"; }\n`),
      );
    await write('from-elsewhere');
    const start = document.getText().indexOf('"latest-order"');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + '"latest-order"'.length)),
      'Names.STORE',
    );
    await vscode.workspace.applyEdit(edit);
    const position = document.positionAt(document.getText().indexOf('reduce') + 1);
    await until(async () => (await hovers(document, position)).includes('from-elsewhere-changelog'), 'the constant is read');
    await write('moved');
    await until(async () => (await hovers(document, position)).includes('moved-changelog'), 'the new constant is read');
    await vscode.workspace.fs.delete(constants);
    await until(async () => !(await hovers(document, position)).includes('moved-changelog'), 'the deleted constant is gone');
  });
});
