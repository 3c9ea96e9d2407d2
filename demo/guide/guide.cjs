// Runs in the workbench of the demonstration: what a person who starts it should see first. Nothing of this is in the extension itself.
const vscode = require('vscode');

const seen = 'seen';

async function guide(workspaceState) {
  // After a reload the window is the person's.
  if (workspaceState.get(seen) === true) return;
  await workspaceState.update(seen, true);
  const [file] = await vscode.workspace.findFiles('**/OrdersTopology.java');
  if (file !== undefined) await vscode.window.showTextDocument(file, { preview: false });
  await vscode.commands.executeCommand('kafkaStreams.connectCluster', 'Demo');
  await vscode.commands.executeCommand('kafkaStreams.openWalkthrough');
}

exports.activate = ({ workspaceState }) => {
  void guide(workspaceState);
};
