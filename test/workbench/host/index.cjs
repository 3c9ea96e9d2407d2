// Runs inside the extension host: VS Code calls run() and takes its rejection as failure.
const path = require('node:path');
const Mocha = require('mocha');

// The workbench's own log comes on the same channel; the mark tells the runner which lines are ours.
const say = (text) => console.log(`[test] ${text}`);

exports.run = () =>
  new Promise((resolve, reject) => {
    const mocha = new Mocha({ ui: 'tdd', timeout: 20_000, color: false, reporter: 'min' });
    Mocha.reporters.Base.consoleLog = () => {};
    mocha.addFile(path.join(__dirname, 'shopSuite.cjs'));
    const runner = mocha.run((failures) => (failures ? reject(new Error(`${failures} failed`)) : resolve()));
    const result = (test, error) => say(`result ${JSON.stringify({ title: test.title, error })}`);
    runner.on('pass', (test) => result(test, null));
    runner.on('fail', (test, error) => result(test, error.stack ?? String(error)));
  });
